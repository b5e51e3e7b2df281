import { type DoctorPorts, realPorts } from '../../doctor/doctor-ports.ts'
import { renderReport } from '../../doctor/report/render-report.ts'
import { countVerdicts, type Report } from '../../doctor/report/report.ts'
import { reportJson } from '../../doctor/report/report-json.ts'
import { runDoctor } from '../../doctor/run-doctor.ts'
import type { Command } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { UsageError } from '../usage-error.ts'

/** `kaibo doctor`: what is right and wrong with a configuration, and the next click to mend it. */
export const doctorCommand = (ports: () => DoctorPorts = realPorts): Command => ({
  name: 'doctor',
  summary: {
    zh: '检查配置：密钥、域名、证书、腾讯云、回调、微信、数据库，并告诉你下一步点哪里',
    en: 'checks a configuration (keys, domains, certificates, Tencent Cloud, callbacks, WeChat, database) and names the next click',
  },
  positionals: '',
  options: {
    strict: {
      type: 'boolean',
      words: {
        zh: '有提醒或没检查到的项目也算错误（退出码 1）',
        en: 'what is to look at, or was not checked, counts as wrong (exit code 1)',
      },
    },
  },
  async run({ options, positionals, environment, language, isJson, screen }) {
    const [extra] = positionals
    if (extra !== undefined) {
      throw new UsageError({ zh: `doctor 不需要参数“${extra}”`, en: `doctor takes no "${extra}".` })
    }
    const report = await runDoctor(environment, ports())
    const { columns, paint } = screen
    screen.print(
      isJson
        ? JSON.stringify(reportJson(report), null, 2)
        : `\n${renderReport(report, { language, columns, paint })}\n`,
    )
    return exitCode(report, options.strict === true)
  },
})

function exitCode(report: Report, isStrict: boolean): ExitCode {
  const { wrong, warn, unknown } = countVerdicts(report)
  return wrong > 0 || (isStrict && warn + unknown > 0) ? EXIT.wrong : EXIT.right
}
