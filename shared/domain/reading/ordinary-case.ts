/** Small words within a name (Ejaan Yang Disempurnakan, on titles). */
const small = new Set(
  'dan di dari ke untuk pada dengan yang atau serta bagi oleh tentang terhadap sebagai antara atas kepada per of the and for in'.split(
    ' ',
  ),
);

/** Written in capitals although they could be words. */
const abbreviations = new Set(
  `AI ALKES APBD APBDES APBN APIP ASN ATK BAZNAS BBM BI BIMTEK BKAD BKD BKKBN BKN BKPSDM BLUD BMKG BNI BNN BNPB
  BOS BPBD BPD BPJS BPK BPKAD BPKP BPN BPOM BPPD BPR BPS BRI BRIDA BTN BULOG BUMD BUMDES BUMN CASN CPNS CSR CV DAK DAU DBH
  DIPA DLH DPA DPD DPR DPRD FKIP FMIPA FKUB FT FKM GKJ GOW GPIB HIMPSI HKBP HUT HAM IAIN IAI IBI IDI IGD IKIP IMB INKA IPB ITB ITK
  ITS KAI KADIN KB KBRI KK KKN KNPI KONI KPK KPU KPPN KTP KUA KUR LAKIP LAN LHKPN LHKASN LKPD LKPJ LKPP LKJIP LP2M LPPD LPPM LPMP LPSE LSM MAN MI MIN MIS MTS
  MUI NIK NKRI NPWP NU OJK OPD ORI OSIS P3K PAUD PBB PDAM PDIP PGRI PHBI PJU PKB PKK PKL PLN PMI PMK PNBP PNS POLRI
  PPATK PPDB PPID PPKD PPKM PPPK PPTK PSC PT PTSP PUPR PWI RAB RAPBD RI RKA RKAS RKP RKPD RPJMD RPJPD RS RSIA RSU RSUD RSUP RT
  RTRW RW RUPS SAKIP SAMSAT SBU SD SDIT SDM SDN SK SKB SKD SKPD SLB SMA SMAN SMK SMKN SMP SMPN SOP SP SPAM SPBE SPBU
  SPD SPJ SPM SPP SPPD SPPT SPT SRIKANDI STIE STIK STIKES STMIK STPDN SIM SIPD SPIP SSH STAIN TAPD TIK TK TKD TNI TP TPA TPP TPPS TTE
  UD UI UIN UGM UKM UKS UMKM UNBK UNESA UNDIP UPT UPTD UPTB USBN UU UUD UMP UMK WFH WIB WIT WITA WNI YKAN ZI`.split(
    /\s+/,
  ),
);

/** Written in their own way. */
const own: Record<string, string> = { BSRE: 'BSrE', MTS: 'MTs', TBK: 'Tbk', PERUM: 'Perum' };

const roman = /^(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})$/;

/** A syllable as Indonesian has it; what can't be cut into such is an abbreviation. */
const syllables =
  /^(?:(?:[bcdfghjklmnpqrstvwxyz]|ng|ny|sy|kh|[bcdfgkpst][rlwh]|s[kptn]|st[r]|sw)?(?:ai|au|oi|[aeiou])(?:ng|nk|ks|ns|rs|[bcdfghjklmnprstvwxyz])?)+$/;

/** Whether most letters are capitals. */
export function isCapitals(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '');
  return letters.length > 2 && letters.replace(/[^\p{Lu}]/gu, '').length / letters.length > 0.8;
}

/**
 * `BADAN PERENCANAAN DAN SPBE KOTA BONTANG II` as one writes it in a sentence's middle. What is not in
 * capitals stays as it stands.
 * @param known words that the letter itself writes in capitals amid others
 */
export function ordinaryCase(text: string, known: ReadonlySet<string> = new Set()): string {
  if (!isCapitals(text)) return text;
  const words = text.split(' ');
  return words
    .map((word, index) =>
      word.replace(/[\p{L}\p{N}'’.]+/gu, (part, offset: number) =>
        oneWord(part, {
          first: index === 0,
          before: word[offset - 1],
          next: words[index + 1] ?? '',
          known,
        }),
      ),
    )
    .join(' ');
}

interface Around {
  first: boolean;
  before: string | undefined;
  next: string;
  known: ReadonlySet<string>;
}

function oneWord(part: string, { first, before, next, known }: Around): string {
  const bare = part.replace(/[.'’]+$/, '');
  const low = part.toLowerCase();
  if (!first && small.has(bare.toLowerCase()) && before !== '(') return low;
  // `dalam` is small, but the ministry's name is not.
  if (!first && bare === 'DALAM' && !next.startsWith('NEGERI')) return low;
  if (Object.hasOwn(own, bare)) return part.replace(bare, own[bare]!);
  if (/\d/.test(part) || roman.test(bare) || abbreviations.has(bare)) return part;
  if (known.has(bare) || isAbbreviation(bare, before === '(')) return part;
  return low.replace(/\p{L}/u, (letter) => letter.toUpperCase());
}

function isAbbreviation(word: string, bracketed: boolean): boolean {
  if (/^(?:\p{L}\.)+\p{L}?$/u.test(word)) return true;
  if (word.length < 2) return false;
  if (!/[AEIOU]/.test(word)) return word.length <= 6 && word !== 'JL' && word !== 'NY';
  return (
    (bracketed && word.length <= 5) || (word.length <= 6 && !syllables.test(word.toLowerCase()))
  );
}
