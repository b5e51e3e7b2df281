/** The look of `/docs`: one file, light and dark, a list of calls that stays while the page scrolls. */
export const docsStyle = `
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5d6b7e; --line: #e3e7ed; --ground: #fff; --panel: #f6f8fa; --accent: #07a35a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e5eaf1; --soft: #93a1b5; --line: #2b3542; --ground: #10151c; --panel: #181f29; --accent: #2fd184; }
}
* { box-sizing: border-box; }
body { margin: 0; display: flex; font: 15px/1.6 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif; color: var(--ink); background: var(--ground); }
nav { position: sticky; top: 0; align-self: flex-start; width: 23rem; height: 100vh; overflow: auto; padding: 1.5rem 1rem; border-right: 1px solid var(--line); background: var(--panel); }
nav h1 { font-size: 1.15rem; margin: 0 0 1rem; }
nav h2 { font-size: .8rem; margin: 1.2rem 0 .3rem; color: var(--soft); text-transform: uppercase; letter-spacing: .06em; }
nav a { display: block; padding: .2rem 0; font: 12.5px/1.5 ui-monospace, monospace; text-decoration: none; overflow-wrap: anywhere; }
small { color: var(--soft); font-weight: 400; }
a { color: inherit; text-decoration-color: var(--accent); }
main { flex: 1; min-width: 0; max-width: 60rem; padding: 1.5rem 2.5rem 6rem; }
section { padding: 1rem 0 1.5rem; border-bottom: 1px solid var(--line); }
h3 { margin: 0 0 .3rem; font-size: 1.05rem; overflow-wrap: anywhere; }
h4 { margin: 1rem 0 .3rem; font-size: .8rem; color: var(--soft); text-transform: uppercase; letter-spacing: .05em; }
p { margin: .3rem 0; }
em { color: var(--accent); font-style: normal; }
b { display: inline-block; min-width: 3em; font: 600 11px/1.6 ui-monospace, monospace; color: var(--soft); }
b.post { color: var(--accent); }
code { font: 12.5px/1.55 ui-monospace, monospace; }
code { overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
td { padding: .3rem .8rem .3rem 0; vertical-align: top; border-top: 1px solid var(--line); }
td:first-child { white-space: nowrap; width: 12rem; }
td:nth-child(2):not(:last-child) { width: 8rem; color: var(--soft); }
td table td { border-top: 0; padding-top: 0; }
td table td:first-child { width: 8rem; }
@media (max-width: 50rem) { body { display: block; } nav { position: static; width: auto; height: auto; border: 0; } main { padding: 1rem; } }
`
