import { readdir } from 'node:fs/promises'
import { gauge, type Metric } from './metric.ts'

const MICROSECONDS = 1_000_000

/** What the process takes of its machine, under the names that Prometheus' dashboards know. */
export async function processMetrics(): Promise<Metric[]> {
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  const cpu = gauge(
    'process_cpu_seconds_total',
    'Processor time that was used',
    (user + system) / MICROSECONDS,
  )
  return [
    { ...cpu, type: 'counter' },
    gauge('process_resident_memory_bytes', 'Memory that the process holds', rss),
    gauge('process_start_time_seconds', 'When the process started, since the epoch', startedAtSeconds),
    gauge('nodejs_heap_size_used_bytes', 'Heap in use', heapUsed),
    gauge('nodejs_heap_size_total_bytes', 'Heap that is reserved', heapTotal),
    gauge('nodejs_external_memory_bytes', 'Memory outside the heap, such as buffers', external),
    ...(await openFiles()),
  ]
}

const startedAtSeconds = Math.round(Date.now() / 1000 - process.uptime())

/** Only Linux has the folder; elsewhere there is no such metric. */
async function openFiles(): Promise<Metric[]> {
  const files = await readdir('/proc/self/fd').catch(() => undefined)
  return files ? [gauge('process_open_fds', 'Open files and sockets', files.length)] : []
}
