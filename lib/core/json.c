#include "core/json.h"

#include "core/scan.h"
#include "core/utf8.h"

#include <stdbool.h>

static const struct zh_scan_set escaped = {.count = 3, .range = {{0x00, 0x1F}, {'"', '"'}, {'\\', '\\'}}};

static int append_escaped(struct zh_buffer *out, char c)
{
    switch (c) {
    case '\n':
        return zh_buffer_text(out, "\\n");
    case '\t':
        return zh_buffer_text(out, "\\t");
    case '\r':
        return zh_buffer_text(out, "\\r");
    case '"':
        return zh_buffer_text(out, "\\\"");
    case '\\':
        return zh_buffer_text(out, "\\\\");
    default:
        return zh_buffer_format(out, "\\u%04X", (unsigned char)c);
    }
}

int zh_json_string(struct zh_buffer *out, const char *bytes, size_t n)
{
    if (zh_buffer_text(out, "\""))
        return -1;
    while (n > 0) {
        size_t plain = zh_scan_find(&escaped, bytes, n);
        if (zh_buffer_append(out, bytes, plain))
            return -1;
        if (plain == n)
            break;
        if (append_escaped(out, bytes[plain]))
            return -1;
        bytes += plain + 1;
        n -= plain + 1;
    }
    return zh_buffer_text(out, "\"");
}

int zh_json_member(struct zh_buffer *out, const char *name, const char *bytes, size_t n)
{
    bool valid = zh_utf8_valid_prefix(bytes, n) == n;
    if (zh_buffer_format(out, ",\"%s%s\":", name, valid ? "" : "_hex"))
        return -1;
    if (valid)
        return zh_json_string(out, bytes, n);
    if (zh_buffer_text(out, "\""))
        return -1;
    for (size_t i = 0; i < n; i++)
        if (zh_buffer_format(out, "%02X", (unsigned char)bytes[i]))
            return -1;
    return zh_buffer_text(out, "\"");
}
