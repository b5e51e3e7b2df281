import fc from 'fast-check'

/** Any UTF-16 text, lone surrogates and control characters included, at a tenth of the cost of `unit: 'binary'`. */
export const anyText = (maxLength = 40) =>
  fc
    .oneof(fc.uint16Array({ maxLength }), fc.uint8Array({ maxLength }))
    .map((units) => String.fromCharCode(...units))
