/* A growable run of bytes, used wherever text is held. All zeroes is an empty buffer that owns nothing. */
#ifndef ZH_BUFFER_H
#define ZH_BUFFER_H

#include <stddef.h>

struct zh_buffer {
    char *bytes;
    size_t size;
    size_t capacity;
};

/* Makes room for `more` bytes beyond size. Returns 0, or -1 when memory is out, the buffer unchanged. */
int zh_buffer_reserve(struct zh_buffer *buffer, size_t more);

/* Append n bytes; a string; what printf would print. Each returns 0 or -1 as zh_buffer_reserve. The bytes may not
 * stand in the buffer itself. */
int zh_buffer_append(struct zh_buffer *buffer, const void *bytes, size_t n);
int zh_buffer_text(struct zh_buffer *buffer, const char *string);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
int zh_buffer_format(struct zh_buffer *buffer, const char *format, ...);

/* Takes the first n bytes away; n is at most size. */
void zh_buffer_consume(struct zh_buffer *buffer, size_t n);

/* Frees the memory and leaves an empty buffer. */
void zh_buffer_free(struct zh_buffer *buffer);

#endif
