/** Words that begin the name of a part of government, so that a line with them is a name of its own. */
export const unitBegins =
  /^(BADAN|DINAS|KANTOR|SEKRETARIAT|SEKRETARIS|DIREKTORAT|DEPUTI|BIRO|BAGIAN|BIDANG|INSPEKTORAT|UPT|UPTD|UPTB|UNIT|PUSAT|PUSKESMAS|BALAI|RUMAH SAKIT|RSUD|RSU|RS|KECAMATAN|KELURAHAN|DESA|SATUAN|DEWAN|LEMBAGA|KOMISI|STASIUN|CABANG|LABORATORIUM|MUSEUM|TAMAN|PERPUSTAKAAN|PERUMDA|PERUSAHAAN|KANTOR WILAYAH|FAKULTAS|JURUSAN|PROGRAM|LP2M|PASCASARJANA|UNIVERSITAS|INSTITUT|POLITEKNIK|SEKOLAH|AKADEMI|SMA|SMAN|SMK|SMKN|SMP|SMPN|SD|SDN|TK|PAUD|SLB|MAN|MTS|MI|MADRASAH|PENGADILAN|KEJAKSAAN|POLRES|POLRESTA|POLSEK|KEPOLISIAN|RESOR|SEKTOR|KORAMIL|KODIM|KOREM|KOMANDO|IMIGRASI|KOORDINATOR|PEMERINTAH DESA|STAF AHLI|SUKU DINAS|WALI ?KOTA|BUPATI|GUBERNUR)\b/;

/** These stand for themselves: what is above them in the letterhead is not part of their name. */
export const standsAlone =
  /^(PENGADILAN|KEJAKSAAN|POLRES|POLRESTA|POLSEK|KODIM|KOREM|KORAMIL|KOMANDO|UNIVERSITAS|INSTITUT|POLITEKNIK|SEKOLAH|AKADEMI|SMA|SMAN|SMK|SMKN|SMP|SMPN|SD|SDN|TK|PAUD|SLB|MAN|MTS|MI|MADRASAH|DEWAN PERWAKILAN|PEMERINTAH DESA|WALI ?KOTA|BUPATI|GUBERNUR|MENTERI|KOMISI PEMILIHAN|PERUMDA|PERUSAHAAN|KANTOR KEMENTERIAN|LEMBAGA PEMASYARAKATAN KHUSUS)\b/;

/** Below these a faculty or an office is part of the name: `Fakultas Teknik Universitas Mulawarman`. */
export const house = /^(UNIVERSITAS|INSTITUT|POLITEKNIK|SEKOLAH TINGGI|AKADEMI)\b/;

/** Forms of companies and clubs, by which a name is known without a government above it. */
export const company =
  /(^|\s)(PT|CV|UD|FA|PD|TB|TOKO|HOTEL|KLINIK|APOTEK|PERUM|PERSERO|TBK|YAYASAN|KOPERASI|KOPRASI|KSP|KUD|BUMDES|BUMD|PERUMDA|BANK|PERUSAHAAN|FIRMA|IKATAN|PERSATUAN|PERHIMPUNAN|HIMPUNAN|ASOSIASI|GABUNGAN|GERAKAN|FORUM|KOMUNITAS|LEMBAGA|LSM|PANITIA|KARANG TARUNA|MASJID|MUSHOLLA|MUSHALLA|GEREJA|PURA|VIHARA|PAROKI|DEWAN|PENGURUS|PIMPINAN|MAJELIS|PARTAI|RUKUN|PALANG MERAH|KAMAR DAGANG|KONI|PGRI|IDI|IBI|PONDOK PESANTREN|SEKOLAH|UNIVERSITAS|INSTITUT|POLITEKNIK|AKADEMI|STIE|STMIK|STIKES|KANTOR NOTARIS|NOTARIS|KANTOR HUKUM|FOUNDATION|LTD|INC|CLUB|RT|BADAN EKSEKUTIF|UNIT KEGIATAN|RUMAH SAKIT|RS|SMA|SMK|SMP|SD|TK|MTS|LAW)\b/i;

/** Lines of a letterhead that are no name. */
export const address =
  /^(jalan|jl|jln|jin|j1|gedung|komplek|komp|kompleks|perum\s|ruko|kode\s?pos|kodepos|telepon|telp|tlp|tip|tlpn|phone|fax|faks|faksimile|email|e-mail|website|laman|situs|web|http|www|sekretariat\s*:|alamat|kantor\s*:|head office|office|npwp|siup|akta|akte|sk\b|nss|npsn|rekening|terakreditasi|akreditasi|gd\.|lantai|blok|kotak pos|izin|badan hukum|kemenkumham|hp\b|wa\b|nomor\s+telepon|po box|p\.o\.)/i;
export const addressWithin =
  /(telp|telepon|fax|faks|e-?mail|kode ?pos|www\.|https?:|@|\.go\.id|\.co\.id|\.com|\.sch\.id|\.ac\.id|\.or\.id|\bjl\.|\bjalan\b|\bjln\b|\(0\d{2,3}\)|\b\d{5}\b|\d{6,}|\brt\s?\.?\d+)/i;
