/**
 * Drives Windows Image Acquisition by its automation interface (`WIA.DeviceManager`) and says what
 * it finds as a line of JSON each. Everything it is told comes by environment variables, so that no
 * name can become code. Numbers are property ids of `wiadef.h`: 3086 to 3088 document handling
 * (capabilities, status, select), 3096 pages a transfer, 3074 to 3077 sizes in thousandths of an inch,
 * 6146 intent, 6147 to 6152 resolution, position and extent. A transfer is a bitmap, which every
 * driver can give, kept without loss.
 */
export const WIA_SCRIPT = String.raw`
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [Text.Encoding]::UTF8
function Say($value) { [Console]::WriteLine((ConvertTo-Json $value -Compress -Depth 4)) }
function Prop($of, $id) { foreach ($one in $of.Properties) { if ($one.PropertyID -eq $id) { return $one } } }
function Number($of, $id) { $one = Prop $of $id; if ($one) { [int]$one.Value } else { 0 } }
function Put($of, $id, $value) {
  $one = Prop $of $id
  if (-not $one -or $one.IsReadOnly) { return }
  if ($one.SubType -eq 1 -and $value -gt $one.SubTypeMax) { $value = $one.SubTypeMax }
  $one.Value = $value
}
try {
  $manager = New-Object -ComObject WIA.DeviceManager
  if ($env:LONTAR_WIA_DO -eq 'list') {
    foreach ($info in $manager.DeviceInfos) {
      if ($info.Type -ne 1) { continue }
      $name = [string]$info.Properties.Item('Name').Value
      $vendor = [string]$info.Properties.Item('Manufacturer').Value
      Say @{ event = 'device'; id = $info.DeviceID; name = $name; vendor = $vendor }
    }
    return
  }
  $found = $null
  foreach ($info in $manager.DeviceInfos) { if ($info.DeviceID -eq $env:LONTAR_WIA_DEVICE) { $found = $info } }
  if (-not $found) { Say @{ event = 'failed'; code = '80210015'; message = 'no such device' }; return }
  $device = $found.Connect()
  $item = $device.Items.Item(1)
  if ($env:LONTAR_WIA_DO -eq 'capabilities') {
    $dpi = Prop $item 6147
    $values = @(); $range = $null
    if ($dpi -and $dpi.SubType -eq 2) { foreach ($value in $dpi.SubTypeValues) { $values += [int]$value } }
    if ($dpi -and $dpi.SubType -eq 1) { $range = @{ min = $dpi.SubTypeMin; max = $dpi.SubTypeMax; step = $dpi.SubTypeStep } }
    Say @{ event = 'capabilities'; handling = (Number $device 3086); status = (Number $device 3087)
      resolutions = $values; range = $range
      width = (Number $device 3074); height = (Number $device 3075)
      sheetWidth = (Number $device 3076); sheetHeight = (Number $device 3077) }
    return
  }
  Put $device 3088 ([int]$env:LONTAR_WIA_SELECT)
  Put $device 3096 1
  Put $item 6146 ([int]$env:LONTAR_WIA_INTENT)
  Put $item 6147 ([int]$env:LONTAR_WIA_DPI)
  Put $item 6148 ([int]$env:LONTAR_WIA_DPI)
  if ($env:LONTAR_WIA_WIDTH) {
    Put $item 6149 0; Put $item 6150 0
    Put $item 6151 ([int]$env:LONTAR_WIA_WIDTH); Put $item 6152 ([int]$env:LONTAR_WIA_HEIGHT)
  }
  $png = '{B96B3CAF-0728-11D3-9D7B-0000F81EF32E}'
  for ($number = 1; ; $number++) {
    $image = $item.Transfer('{B96B3CAB-0728-11D3-9D7B-0000F81EF32E}')
    $convert = New-Object -ComObject WIA.ImageProcess
    $convert.Filters.Add($convert.FilterInfos.Item('Convert').FilterID)
    $convert.Filters.Item(1).Properties.Item('FormatID').Value = $png
    $convert.Apply($image).SaveFile((Join-Path $env:LONTAR_WIA_FOLDER "$number.png"))
    Say @{ event = 'page'; number = $number }
    if ($env:LONTAR_WIA_FEEDER -ne '1') { break }
  }
} catch {
  $error1 = $_.Exception
  while ($error1.InnerException) { $error1 = $error1.InnerException }
  Say @{ event = 'failed'; code = ('{0:X8}' -f $error1.HResult); message = $error1.Message }
}
`;
