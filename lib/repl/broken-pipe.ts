/** The reader of a pipe may leave before the end (`npm start < flow.txt | head`): then there is nobody to write for. */
export function leaveOnBrokenPipe({ stdout, exit }: Pick<NodeJS.Process, 'stdout' | 'exit'>): void {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    exit();
  });
}
