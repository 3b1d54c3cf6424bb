/* Errors and places as values, and the one form in which they are written:
 * stage: file:line:column: byte offset: text */
#ifndef ZH_DIAGNOSTICS_H
#define ZH_DIAGNOSTICS_H

#include "core/buffer.h"
#include "zh.h"

#include <stddef.h>

/* Fills in *error, its text as printf would print it, cut at the end of a character where it is too long; stage is a
 * constant or NULL, place NULL where there is none. Returns -1, so that a caller can return the call. */
#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
int zh_error_set(struct zh_error *error, enum zh_error_kind kind, const char *stage, const struct zh_place *place,
                 const char *format, ...);

/* Fills in *error for memory that is out. Returns -1. */
int zh_error_memory(struct zh_error *error, const char *stage);

/* Appends the error as one line without final newline: program, then the stage where it is another name, then the
 * file where it is not NULL, with line, column and byte where there is a place. Returns 0, or -1 when memory is out. */
int zh_error_format(struct zh_buffer *out, const struct zh_error *error, const char *program, const char *file);

/* The place of the first byte of a document. */
struct zh_place zh_place_start(void);

/* Moves a place over n well-formed bytes. A place whose line is 0 only counts bytes. */
void zh_place_advance(struct zh_place *place, const char *bytes, size_t n);

/* Writes n bytes as a message shows them, 0x80 0xFF, to out, which has room for ZH_SPELLED_SIZE(n) bytes. n > 0. */
#define ZH_SPELLED_SIZE(n) (5 * (n))
void zh_spell_bytes(char *out, const char *bytes, size_t n);

/* The distance of two strings in insertions, deletions and replacements of bytes; at most 255. */
unsigned zh_edit_distance(const char *a, const char *b);

#endif
