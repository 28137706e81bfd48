//! The page that tries a printer (试印页): whether it prints at true size, holds a hairline, and has every stroke of the faces.

use qishi_faces::Face;

use super::RenderContext;
use super::frame::{Frame, HAIRLINE, MARGIN, QUIET, rule};
use setting::sheet::{Ink, Mark, Rect, Sheet};
use setting::typeset::{Align, LabelStyle};
use trade::measure::{Length, TypeSize};

/// What is set in each face: characters of many strokes, both kinds of digits and quotes, the marks of every notice.
const SPECIMEN: &str = "遗失声明 警衔证书 囍 鼎馨 0532-88187720 “声明作废。”";
/// How long the bars are: 100 mm by any ruler.
const BAR: Length = Length::mm(100);

/// The page, on A4; it says which printer it was sent to.
pub fn trial(address: &str, house: RenderContext) -> Vec<Sheet> {
    let mut frame = Frame::new(house, "打印机试印页", String::new(), None);
    let setter = frame.setter();
    frame.field("打印机", if address.is_empty() { "未设，用阅读器打开" } else { address });
    frame.y += Length::mm(4);

    frame.small("原大：横、竖两条都应量得 100 毫米。长短不对，请在打印机或队列的设置里关掉“适合页面”一类的缩放，否则校样不是原大。");
    frame.y += Length::mm(6);
    corner(&mut frame);

    for (name, face) in [("宋体", Face::Song), ("黑体", Face::Hei), ("楷体", Face::Kai)] {
        for size in [TypeSize::tenths(75), TypeSize::XIAO_WU, TypeSize::tenths(140)] {
            let lead = size.em() + Length::mm(2);
            let baseline = frame.y + size.em();
            let words = LabelStyle { face, size, ink: Ink::Black };
            setter.label(frame.sheet(), &QUIET, &format!("{name} {size} 磅"), MARGIN, baseline, Align::Left);
            setter.label(frame.sheet(), &words, SPECIMEN, MARGIN + Length::mm(24), baseline, Align::Left);
            frame.y += lead;
        }
        frame.y += Length::mm(2);
    }
    frame.finish("启事 · 打印机试印页 · 不是单据")
}

/// Two bars of 100 mm that meet in a corner, with a tick at every centimetre; between them a hairline and steps of grey.
fn corner(frame: &mut Frame) {
    let setter = frame.setter();
    let (top, thick, tick) = (frame.y, Length::um(300), Length::mm(3));
    let sheet = frame.sheet();
    rule(sheet, MARGIN, top, BAR, thick);
    sheet.marks.push(Mark::Rule { place: Rect::new(MARGIN, top, thick, BAR), ink: Ink::Black });
    for i in 1..=10 {
        // The outer edge of the last tick is 100 mm away.
        let step = Length::mm(10) * i - HAIRLINE;
        sheet.marks.push(Mark::Rule { place: Rect::new(MARGIN + step, top, HAIRLINE, tick), ink: Ink::Black });
        sheet.marks.push(Mark::Rule { place: Rect::new(MARGIN, top + step, tick, HAIRLINE), ink: Ink::Black });
    }
    let x = MARGIN + Length::mm(12);
    let said = |sheet: &mut Sheet, text: &str, y: Length| setter.label(sheet, &QUIET, text, x, top + y, Align::Left);
    said(sheet, "100 毫米", Length::mm(9));
    said(sheet, "发丝线 0.1 毫米：应连续，不断不虚", Length::mm(30));
    rule(sheet, x, top + Length::mm(34), Length::mm(130), HAIRLINE);
    said(sheet, "灰度 10、30、50、70、100：应分得出五级", Length::mm(56));
    for (i, percent) in (0..).zip([10, 30, 50, 70, 100]) {
        let place = Rect::new(x + Length::mm(26) * i, top + Length::mm(60), Length::mm(24), Length::mm(10));
        sheet.marks.push(Mark::Rule { place, ink: Ink::Grey(percent) });
    }
    frame.y = top + BAR + Length::mm(6);
}
