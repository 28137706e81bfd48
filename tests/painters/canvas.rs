//! The screen draws the same outlines.

use std::sync::Arc;

use iced_test::Simulator;
use qishi::desk::canvas::{ScreenSheet, SheetView};
use qishi::desk::theme::Theme;
use setting::sheet::Mark;

use super::{DPI, folder, painted};
use crate::corpus::designs;

#[test]
fn the_canvas_shows_what_the_png_shows() {
    // A snapshot has two pixels to each of the window's.
    let scale = (f64::from(DPI) / 25.4 / 2.0) as f32;
    for wanted in ["lost_and_void ruled", "wedding"] {
        let all = designs();
        let specimen = all.iter().find(|one| one.name.contains(wanted) && !one.pictured).expect("a specimen");
        // Rules stand on the pixels of the window, which are twice as large here: they are not compared.
        let mut sheet = specimen.sheet.clone();
        sheet.marks.retain(|mark| !matches!(mark, Mark::Rule { .. }));
        let painted = painted(&sheet);
        let print = ScreenSheet::new(Arc::new(sheet));
        let size = [specimen.sheet.width, specimen.sheet.height].map(|length| (length.as_mm() as f32 * scale).ceil());
        let view: qishi::desk::theme::Element<()> = SheetView::new(&print, scale).into();
        let mut window: Simulator<(), Theme, iced::Renderer> =
            Simulator::with_size(iced::Settings::default(), (size[0], size[1]), view);
        let shot = window.snapshot(&Theme::Light).expect("drawn");
        let path = folder().join(format!("canvas-{wanted}.png"));
        let kept = folder().join(format!("canvas-{wanted}-tiny-skia.png"));
        let _ = std::fs::remove_file(&kept);
        assert!(shot.matches_image(&path).expect("written"));
        let seen = image::open(&kept).expect("a picture").into_luma8();
        let (mut clearly, mut all) = (0u32, 0u32);
        for (x, y, mine) in painted.enumerate_pixels() {
            if x < seen.width() && y < seen.height() {
                all += 1;
                clearly += u32::from(seen.get_pixel(x, y).0[0].abs_diff(mine.0[0]) > 64);
            }
        }
        let share = f64::from(clearly) / f64::from(all);
        assert!(share < 0.001, "{}: {:.3} % of the pixels differ", specimen.name, share * 100.0);
    }
}
