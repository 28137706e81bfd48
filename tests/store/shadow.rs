//! A file system for SQLite that does everything the real one does and writes down the order in which it was done.
//!
//! Only this test module is unsafe: SQLite's interface to a file system is a table of C functions.
#![allow(unsafe_code)]

use std::collections::HashMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::path::PathBuf;
use std::sync::Mutex;

use rusqlite::ffi;

/// Something that was done to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// These bytes were written at this place.
    Wrote(String, u64, Vec<u8>),
    /// The file was cut to this length.
    Cut(String, u64),
    /// Everything written to the file so far is on the disk.
    Synced(String),
    /// The file was deleted, and whether that is on the disk already.
    Deleted(String, bool),
    /// This is on the disk in a file that SQLite knows nothing of.
    Kept(String, Vec<u8>),
    /// The program was told that this request came to this booking.
    Acknowledged(String, String),
}

static LOG: Mutex<Vec<Done>> = Mutex::new(Vec::new());
/// The real functions of every open file, by the address of SQLite's handle, and the file's name.
static FILES: Mutex<Option<HashMap<usize, (usize, String)>>> = Mutex::new(None);
/// The address of the real file system.
static REAL: Mutex<usize> = Mutex::new(0);

/// The files that SQLite knows nothing of, until each was seen.
static AWAITED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Writes something down.
pub fn note(done: Done) {
    LOG.lock().expect("the log").push(done);
}

/// Looks whether an awaited file is there, before anything that SQLite does is done: so it is seen in its place.
fn look() {
    let mut awaited = AWAITED.lock().expect("awaited");
    awaited.retain(|path| {
        let Ok(bytes) = std::fs::read(path) else { return true };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        LOG.lock().expect("the log").push(Done::Kept(name, bytes));
        false
    });
}

/// Makes the shadow the file system of every connection opened from now on in this process, until [`taken_down`]. The making of those
/// files is written down too that are not made through SQLite.
pub fn put_up(awaited: Vec<PathBuf>) {
    *AWAITED.lock().expect("awaited") = awaited;
    // SAFETY: the default file system lives as long as the process. The copy is leaked, so that it does too; it differs in two
    // functions only, which hand everything on to the real ones.
    unsafe {
        let real = ffi::sqlite3_vfs_find(std::ptr::null());
        assert!(!real.is_null());
        *REAL.lock().expect("real") = real as usize;
        *FILES.lock().expect("files") = Some(HashMap::new());
        let mut shadow = *real;
        shadow.zName = c"qishi-shadow".as_ptr();
        shadow.xOpen = Some(open);
        shadow.xDelete = Some(delete);
        assert_eq!(ffi::sqlite3_vfs_register(Box::leak(Box::new(shadow)), 1), ffi::SQLITE_OK);
    }
}

/// Makes the real file system the default again, and gives what was written down.
pub fn taken_down() -> Vec<Done> {
    // SAFETY: the real file system is still registered; registering it again only makes it the default.
    unsafe {
        assert_eq!(ffi::sqlite3_vfs_register(real(), 1), ffi::SQLITE_OK);
    }
    std::mem::take(&mut *LOG.lock().expect("the log"))
}

fn real() -> *mut ffi::sqlite3_vfs {
    *REAL.lock().expect("real") as *mut ffi::sqlite3_vfs
}

/// The file's own name, without its folder.
unsafe fn named(path: *const c_char) -> String {
    // SAFETY: SQLite gives a name that ends in a zero byte.
    let path = unsafe { CStr::from_ptr(path) }.to_string_lossy().into_owned();
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The real functions of an open file, and its name.
fn opened(file: *mut ffi::sqlite3_file) -> (*const ffi::sqlite3_io_methods, String) {
    let files = FILES.lock().expect("files");
    let (methods, name) = &files.as_ref().expect("put up")[&(file as usize)];
    (*methods as *const ffi::sqlite3_io_methods, name.clone())
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: all arguments go on as they came. Afterwards the handle's table of functions is exchanged for a copy in which four
    // differ; the handle itself stays the real one's, so that every other function finds what it expects.
    unsafe {
        let real = real();
        let code = (*real).xOpen.expect("a function")(real, name, file, flags, out);
        if code == ffi::SQLITE_OK && !name.is_null() && !(*file).pMethods.is_null() {
            let own = (*file).pMethods;
            let known = (own as usize, named(name));
            FILES.lock().expect("files").as_mut().expect("put up").insert(file as usize, known);
            let mut methods = *own;
            methods.xWrite = Some(write);
            methods.xTruncate = Some(truncate);
            methods.xSync = Some(sync);
            methods.xClose = Some(close);
            (*file).pMethods = Box::leak(Box::new(methods));
        }
        code
    }
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, name: *const c_char, at_once: c_int) -> c_int {
    look();
    // SAFETY: the arguments go on as they came.
    unsafe {
        let real = real();
        let code = (*real).xDelete.expect("a function")(real, name, at_once);
        if code == ffi::SQLITE_OK {
            note(Done::Deleted(named(name), at_once != 0));
        }
        code
    }
}

unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, from: *const c_void, amount: c_int, at: i64) -> c_int {
    look();
    let (own, name) = opened(file);
    // SAFETY: SQLite gives `amount` readable bytes; the real function is called on the real handle.
    unsafe {
        let code = (*own).xWrite.expect("a function")(file, from, amount, at);
        if code == ffi::SQLITE_OK {
            let bytes = std::slice::from_raw_parts(from.cast::<u8>(), amount as usize);
            note(Done::Wrote(name, at as u64, bytes.to_vec()));
        }
        code
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    look();
    let (own, name) = opened(file);
    // SAFETY: the real function is called on the real handle.
    let code = unsafe { (*own).xTruncate.expect("a function")(file, size) };
    if code == ffi::SQLITE_OK {
        note(Done::Cut(name, size as u64));
    }
    code
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    look();
    let (own, name) = opened(file);
    // SAFETY: the real function is called on the real handle.
    let code = unsafe { (*own).xSync.expect("a function")(file, flags) };
    if code == ffi::SQLITE_OK {
        note(Done::Synced(name));
    }
    code
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    let (own, _) = opened(file);
    FILES.lock().expect("files").as_mut().expect("put up").remove(&(file as usize));
    // SAFETY: the handle gets its own functions back before it is closed.
    unsafe {
        (*file).pMethods = own;
        (*own).xClose.expect("a function")(file)
    }
}
