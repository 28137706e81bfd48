//! A copy of the books comes back.

use std::path::PathBuf;

use super::Session;
use books::store::backup::RestoreRequest;

impl Session {
    /// A restore of this copy, looked at or done by [`books::store::backup`], under this session.
    pub fn restoring(&self, request: String, file: PathBuf, reason: String) -> RestoreRequest {
        RestoreRequest {
            folder: self.folder.clone(),
            file,
            as_it_is: false,
            given: Vec::new(),
            request,
            person: self.person.clone(),
            identities: self.identities.clone(),
            at: self.at,
            reason,
        }
    }
}
