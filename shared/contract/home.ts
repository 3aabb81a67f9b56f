/**
 * The archive's folder: `LONTAR_HOME`, else the place this kind of machine keeps a person's data in.
 * One rule for the window and the command line, so that both open the same archive.
 */
export function archiveHome(
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
  userHome: string,
): string {
  if (env.LONTAR_HOME) return env.LONTAR_HOME;
  if (platform === 'win32') return `${env.APPDATA || `${userHome}/AppData/Roaming`}/Lontar`;
  if (platform === 'darwin') return `${userHome}/Library/Application Support/Lontar`;
  return `${env.XDG_DATA_HOME || `${userHome}/.local/share`}/lontar`;
}
