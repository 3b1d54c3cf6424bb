#include "core/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int zh_buffer_reserve(struct zh_buffer *buffer, size_t more)
{
    if (more <= buffer->capacity - buffer->size)
        return 0;
    if (more > SIZE_MAX / 2 - buffer->size)
        return -1;
    size_t wanted = buffer->size + more;
    size_t capacity = buffer->capacity < 64 ? 64 : buffer->capacity;
    while (capacity < wanted)
        capacity += capacity / 2;
    char *bytes = realloc(buffer->bytes, capacity);
    if (!bytes)
        return -1;
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return 0;
}

int zh_buffer_append(struct zh_buffer *buffer, const void *bytes, size_t n)
{
    if (n == 0)
        return 0;
    if (zh_buffer_reserve(buffer, n))
        return -1;
    memcpy(buffer->bytes + buffer->size, bytes, n);
    buffer->size += n;
    return 0;
}

int zh_buffer_text(struct zh_buffer *buffer, const char *string)
{
    return zh_buffer_append(buffer, string, strlen(string));
}

int zh_buffer_format(struct zh_buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (n < 0 || zh_buffer_reserve(buffer, (size_t)n + 1))
        return -1;
    va_start(arguments, format);
    vsnprintf(buffer->bytes + buffer->size, (size_t)n + 1, format, arguments);
    va_end(arguments);
    buffer->size += (size_t)n;
    return 0;
}

void zh_buffer_consume(struct zh_buffer *buffer, size_t n)
{
    buffer->size -= n;
    if (n > 0 && buffer->size > 0)
        memmove(buffer->bytes, buffer->bytes + n, buffer->size);
}

void zh_buffer_free(struct zh_buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct zh_buffer){0};
}
