import type { Command } from '../command.ts'
import { doctorCommand } from './doctor.ts'

/** Every command, in the order of the help. A new one is a file of its own and one line here. */
export const commands: readonly Command[] = [doctorCommand()]
