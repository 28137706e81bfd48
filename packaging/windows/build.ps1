# UNTESTED: written without a Windows machine at hand. Builds the program and a zip of it: dist\qishi-VERSION-windows.zip.
#
#     powershell -File packaging\windows\build.ps1
#
# Needs Rust (the MSVC toolchain with its C++ build tools).
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..\..')

cargo build --release --locked --bin qishi
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }

$version = (Select-String -Path Cargo.toml -Pattern '^version = "(.*)"' | Select-Object -First 1).Matches[0].Groups[1].Value
$folder = "dist\qishi-$version-windows"
Remove-Item -Recurse -Force -ErrorAction SilentlyContinue $folder
New-Item -ItemType Directory -Force $folder | Out-Null
Copy-Item target\release\qishi.exe $folder
Copy-Item LICENSE-MIT, LICENSE-APACHE, assets\licences\libraries.txt $folder
Copy-Item assets\faces\fonts\OFL-*.txt $folder
Compress-Archive -Force -Path $folder -DestinationPath "$folder.zip"
Write-Output "$folder.zip"
