/**
 * 党政机关公文格式 (GB/T 9704-2012): A4; 天头 37 mm, 订口 28 mm, so that the text block is 156 × 225 mm; 三号 (16 pt) 仿宋,
 * 22 lines, 28 characters a line; page numbers in 四号 between dashes. Fonts are those the reader's machine has.
 */
export const PAPER_STYLE = `
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —"; font: 14pt SimSun, "Songti SC", "Noto Serif CJK SC", serif; } }
* { box-sizing: border-box; }
html { background: #e8e8e8; }
body { margin: 0; color: #000; font: 16pt/28.95pt "FangSong_GB2312", FangSong, STFangsong, "仿宋", "Noto Serif CJK SC", serif; }
main { width: 156mm; min-height: 225mm; margin: 10mm auto; padding: 0; background: #fff; outline: 26mm solid #fff; }
p { margin: 0; text-indent: 2em; overflow-wrap: anywhere; }
.organ { text-indent: 0; text-align: center; color: #c00; font: 700 26pt/1.5 "FZXiaoBiaoSong-B05S", SimSun, "Songti SC", "Noto Serif CJK SC", serif; letter-spacing: .08em; }
.number { text-indent: 0; text-align: center; margin-top: 8pt; }
hr { border: 0; border-top: 2pt solid #c00; margin: 4mm 0 0; }
h1 { margin: 20pt 0; text-align: center; font: 700 22pt/1.5 "FZXiaoBiaoSong-B05S", SimSun, "Songti SC", "Noto Serif CJK SC", serif; text-wrap: balance; }
h2 { margin: 0; text-indent: 2em; font: 400 16pt/28.95pt SimHei, "Heiti SC", "Noto Sans CJK SC", sans-serif; break-after: avoid; }
.to { text-indent: 0; margin-bottom: 0; }
ol { margin: 0; padding-left: 3em; }
dl { display: grid; grid-template-columns: max-content 1fr; margin: 0 0 8pt; border-top: .5pt solid #000; }
dt, dd { margin: 0; padding: 2pt 6pt; border-bottom: .5pt solid #000; }
dt { max-width: 11em; }
dd p { text-indent: 0; }
.large { text-indent: 0; text-align: center; margin: 10pt 0; }
.large span { display: block; font-size: 14pt; }
.large strong { display: block; font: 700 34pt/1.4 "Courier New", Consolas, monospace; letter-spacing: .06em; }
.signature { position: relative; margin-top: 40pt; text-align: right; padding-right: 4em; break-inside: avoid; }
.signature p { text-indent: 0; }
.seal { position: absolute; right: 3.2em; top: -30pt; width: 42mm; opacity: .75; }
.altered { text-indent: 0; margin: 8pt 0; padding: 6pt; border: 2pt solid #c00; color: #c00; font-weight: 700; }
footer { margin-top: 24pt; font-size: 10.5pt; line-height: 1.5; color: #333; }
footer p { text-indent: 0; }
@media print { html { background: none; } main { width: auto; margin: 0; outline: 0; } }
@media screen and (max-width: 800px) { main { width: auto; margin: 0; padding: 16px; outline: 0; } body { font-size: 13pt; line-height: 1.7; } .large strong { font-size: 24pt; } }
`
