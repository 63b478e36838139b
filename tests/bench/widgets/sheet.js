// The rules of the three widgets that are elements. SHEET is put in as they are bundled: this widget's own first rules.

export const sheet = new CSSStyleSheet();
sheet.replaceSync(SHEET);
