const SHAPES = {
  network: 'M2 9a15 15 0 0 1 20 0M5.500 12.700a10 10 0 0 1 13 0M9 16.300a5 5 0 0 1 6 0M12 20h.01',
  foreground: 'M7 2h10a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2ZM11 18h2',
  camera: 'M3 7h11a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H3a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1ZM16 11l6-3v9l-6-3',
  microphone:
    'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3ZM5.500 11a6.500 6.500 0 0 0 13 0M12 17.500V21',
  'hand-on': 'M4 8h13l-3.500-3.500M20 16H7l3.500 3.500',
  reload: 'M20 11a8 8 0 1 0-2.300 6M20 4v7h-7',
} as const

export type IconName = keyof typeof SHAPES

export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', SHAPES[name])
  svg.append(path)
  return svg
}
