import type { Config } from '../../platform/config.ts'

/** How the petitioner follows the matter, as papers say it. */
export const queryWords = (config: Pick<Config, 'publicUrl'>): string => `打开 ${config.publicUrl}，输入信访事项编号和查询密码`
