declare module 'subset-font' {
  interface Options {
    targetFormat?: 'truetype' | 'woff2';
    keepFeatures?: string[];
    noHinting?: boolean;
  }
  export default function subset_font(font: Buffer, text: string, options?: Options): Promise<Buffer>;
}
