#include "core/diagnostics.h"

#include "core/scan.h"
#include "core/utf8.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int zh_error_set(struct zh_error *error, enum zh_error_kind kind, const char *stage, const struct zh_place *place,
                 const char *format, ...)
{
    va_list arguments;
    error->kind = kind;
    error->stage = stage;
    error->place = place ? *place : (struct zh_place){0, 0, 0};
    va_start(arguments, format);
    int n = vsnprintf(error->text, sizeof error->text, format, arguments);
    va_end(arguments);
    if (n < 0)
        error->text[0] = '\0';
    else if ((size_t)n >= sizeof error->text)
        error->text[zh_utf8_valid_prefix(error->text, sizeof error->text - 1)] = '\0';
    return -1;
}

int zh_error_memory(struct zh_error *error, const char *stage)
{
    return zh_error_set(error, ZH_ERROR_MEMORY, stage, NULL, "out of memory");
}

/* A name or text of someone else's must not break the line that it stands in, nor drive the terminal. */
static int append_printable(struct zh_buffer *out, const char *text)
{
    for (const char *c = text; *c; c++) {
        int failed = (unsigned char)*c < 0x20 || *c == 0x7F ? zh_buffer_format(out, "\\x%02X", (unsigned char)*c)
                                                            : zh_buffer_append(out, c, 1);
        if (failed)
            return -1;
    }
    return 0;
}

int zh_error_format(struct zh_buffer *out, const struct zh_error *error, const char *program, const char *file)
{
    if (zh_buffer_format(out, "%s: ", program))
        return -1;
    if (error->stage && strcmp(error->stage, program) != 0 && zh_buffer_format(out, "%s: ", error->stage))
        return -1;
    if (file && (append_printable(out, file) || (error->place.line == 0 && zh_buffer_text(out, ": "))))
        return -1;
    if (error->place.line > 0) {
        const char *colon = file ? ":" : "";
        if (zh_buffer_format(out, "%s%" PRIu64 ":%" PRIu64 ": byte %" PRIu64 ": ", colon, error->place.line,
                             error->place.column, error->place.offset))
            return -1;
    }
    return append_printable(out, error->text);
}

struct zh_place zh_place_start(void)
{
    return (struct zh_place){.offset = 0, .line = 1, .column = 1};
}

void zh_place_advance(struct zh_place *place, const char *bytes, size_t n)
{
    place->offset += n;
    if (place->line == 0)
        return;
    size_t lines = zh_scan_count(bytes, n, '\n');
    size_t line_start = 0;
    if (lines > 0) {
        line_start = n;
        while (bytes[line_start - 1] != '\n')
            line_start--;
        place->column = 1;
    }
    place->line += lines;
    place->column += zh_utf8_count(bytes + line_start, n - line_start);
}

void zh_spell_bytes(char *out, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        static const char digits[] = "0123456789ABCDEF";
        unsigned char byte = (unsigned char)bytes[i];
        char spelled[] = {'0', 'x', digits[byte >> 4], digits[byte & 15], ' '};
        memcpy(out + i * sizeof spelled, spelled, sizeof spelled);
    }
    out[n * 5 - 1] = '\0';
}

unsigned zh_edit_distance(const char *a, const char *b)
{
    enum { LONGEST = 63 };
    size_t a_size = strlen(a);
    size_t b_size = strlen(b);
    if (a_size > LONGEST || b_size > LONGEST)
        return 255;
    unsigned char row[LONGEST + 1];
    for (size_t j = 0; j <= b_size; j++)
        row[j] = (unsigned char)j;
    for (size_t i = 1; i <= a_size; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned char)i;
        for (size_t j = 1; j <= b_size; j++) {
            unsigned above = row[j];
            unsigned best = diagonal + (a[i - 1] != b[j - 1]);
            if (above + 1 < best)
                best = above + 1;
            if (row[j - 1] + 1u < best)
                best = row[j - 1] + 1u;
            diagonal = above;
            row[j] = (unsigned char)best;
        }
    }
    return row[b_size];
}
