//! Whether a printer can print now, by what it says of itself (RFC 8011, 5.4.11 to 5.4.23).

use trade::refusal::PrinterTrouble;

/// What a printer says of itself.
#[derive(Debug, Default)]
pub(super) struct PrinterAnswer {
    /// The attribute `printer-state` is `stopped`.
    pub(super) stopped: bool,
    /// The attribute `printer-is-accepting-jobs`, true where it is missing.
    pub(super) accepting: bool,
    /// The attribute `printer-state-reasons`, suffixes included.
    pub(super) reasons: Vec<String>,
    /// `document-format-supported`; empty where it does not say.
    pub(super) formats: Vec<String>,
}

/// What stops every printer, however gravely it puts it.
const STOPPING: [(&str, PrinterTrouble); 6] = [
    ("media-needed", PrinterTrouble::NoPaper),
    ("media-jam", PrinterTrouble::Jammed),
    ("cover-open", PrinterTrouble::Open),
    ("door-open", PrinterTrouble::Open),
    ("interlock-open", PrinterTrouble::Open),
    ("input-tray-missing", PrinterTrouble::NoPaper),
];
/// What stops a printer where it says so as an error: with a warning it goes on, since another tray has paper.
const ERRORS: [(&str, PrinterTrouble); 4] = [
    ("media-empty", PrinterTrouble::NoPaper),
    ("toner-empty", PrinterTrouble::NoInk),
    ("marker-supply-empty", PrinterTrouble::NoInk),
    ("developer-empty", PrinterTrouble::NoInk),
];
/// Reasons of a printer that somebody stopped on purpose.
const PAUSED: [&str; 3] = ["paused", "moving-to-paused", "shutdown"];

/// Why the printer does not print now, if it does not.
pub(super) fn judge(state: &PrinterAnswer) -> Option<PrinterTrouble> {
    // Without a suffix a reason is as grave as an error.
    let reasons: Vec<(&str, bool)> = state
        .reasons
        .iter()
        .filter(|reason| reason.as_str() != "none")
        .map(|reason| {
            let mild = reason.strip_suffix("-report").or_else(|| reason.strip_suffix("-warning"));
            mild.map_or_else(|| (reason.strip_suffix("-error").unwrap_or(reason), true), |plain| (plain, false))
        })
        .collect();
    let found = |known: &[(&str, PrinterTrouble)], grave_only: bool| {
        let says = |name: &str| reasons.iter().any(|(reason, grave)| *reason == name && (*grave || !grave_only));
        known.iter().find(|(name, _)| says(name)).map(|(_, trouble)| trouble.clone())
    };
    let stopped = || {
        let paused = reasons.iter().any(|(reason, _)| PAUSED.contains(reason));
        (state.stopped || paused).then(|| {
            let reasons = reasons.iter().map(|(reason, _)| (*reason).to_owned()).collect();
            PrinterTrouble::Stopped { reasons }
        })
    };
    let formats = |format: &str| state.formats.iter().any(|known| known.eq_ignore_ascii_case(format));
    let no_pdf = !state.formats.is_empty() && !formats("application/pdf");
    found(&STOPPING, false)
        .or_else(|| found(&ERRORS, !state.stopped))
        .or_else(stopped)
        .or_else(|| (!state.accepting).then_some(PrinterTrouble::NotAccepting))
        .or_else(|| no_pdf.then_some(PrinterTrouble::NoPdf))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(stopped: bool, reasons: &[&str]) -> Option<PrinterTrouble> {
        let reasons = reasons.iter().map(|reason| (*reason).to_owned()).collect();
        judge(&PrinterAnswer { stopped, accepting: true, reasons, formats: vec!["application/pdf".to_owned()] })
    }

    #[test]
    fn a_printer_that_can_print_is_let_print() {
        for reasons in
            [&[][..], &["none"], &["media-low-report"], &["media-empty-warning"], &["toner-low", "offline-report"]]
        {
            assert_eq!(judged(false, reasons), None, "{reasons:?}");
        }
    }

    #[test]
    fn what_stops_it_is_named() {
        assert_eq!(judged(false, &["media-empty-error"]), Some(PrinterTrouble::NoPaper));
        assert_eq!(judged(false, &["media-empty"]), Some(PrinterTrouble::NoPaper));
        assert_eq!(judged(false, &["media-empty-warning", "media-needed-warning"]), Some(PrinterTrouble::NoPaper));
        assert_eq!(judged(true, &["media-empty-report"]), Some(PrinterTrouble::NoPaper));
        assert_eq!(judged(false, &["media-jam-error"]), Some(PrinterTrouble::Jammed));
        assert_eq!(judged(false, &["cover-open"]), Some(PrinterTrouble::Open));
        assert_eq!(judged(true, &["toner-empty-warning"]), Some(PrinterTrouble::NoInk));
        let paused = Some(PrinterTrouble::Stopped { reasons: vec!["paused".to_owned()] });
        assert_eq!((judged(true, &["paused"]), judged(false, &["paused-report"])), (paused.clone(), paused));
        assert_eq!(judged(true, &["none"]), Some(PrinterTrouble::Stopped { reasons: Vec::new() }));
    }

    #[test]
    fn a_queue_that_takes_no_jobs_or_no_pdf_says_so() {
        let formats = || vec!["image/jpeg".to_owned()];
        let closed = PrinterAnswer { accepting: false, ..PrinterAnswer::default() };
        assert_eq!(judge(&closed), Some(PrinterTrouble::NotAccepting));
        assert_eq!(
            judge(&PrinterAnswer { accepting: true, formats: formats(), ..PrinterAnswer::default() }),
            Some(PrinterTrouble::NoPdf)
        );
        assert_eq!(
            judge(&PrinterAnswer { accepting: true, ..PrinterAnswer::default() }),
            None,
            "it does not say what it takes"
        );
    }
}
