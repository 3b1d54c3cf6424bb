/* UTF-8 validation by whole blocks, for zh_utf8_valid_prefix. */
#ifndef ZH_UTF8_SIMD_H
#define ZH_UTF8_SIMD_H

#include <stddef.h>

/* The size, a multiple of 64, of a beginning of bytes in which AVX2 finds no error; its last character may be cut. 0
 * where the machine has no AVX2. Method: J. Keiser, D. Lemire, "Validating UTF-8 In Less Than One Instruction Per
 * Byte", Software: Practice and Experience 51 (2021). */
size_t zh_utf8_valid_blocks(const char *bytes, size_t n);

#endif
