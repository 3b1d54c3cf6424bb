/* Strings as JSON (RFC 8259) writes them. */
#ifndef ZH_JSON_H
#define ZH_JSON_H

#include "core/buffer.h"

#include <stddef.h>

/* Appends n bytes of well-formed UTF-8 as a JSON string, with its quotes; only what must be escaped is. Returns 0, or
 * -1 when memory is out. */
int zh_json_string(struct zh_buffer *out, const char *bytes, size_t n);

/* Appends ,"name": and the string; bytes that are not UTF-8 stand as ,"name_hex": in hexadecimal. Returns 0 or -1. */
int zh_json_member(struct zh_buffer *out, const char *name, const char *bytes, size_t n);

#endif
