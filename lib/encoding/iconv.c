#include "encoding/iconv.h"

#include "core/buffer.h"
#include "core/diagnostics.h"
#include "core/scan.h"
#include "core/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Text goes from its encoding to UTF-8, and from there to the target. Either step is left out where it has nothing to
 * do; UTF-8 that stays UTF-8 is validated and handed on uncopied. */

enum {
    EVIDENCE = 1 << 16, /* bytes to detect from, counted from the first that is not ASCII */
    ROOM = 1 << 16,     /* bytes of converted text that go on at once */
    LONGEST = 8         /* bytes of the longest character, with its shift sequences, in any encoding */
};

struct config {
    const char *from; /* NULL: detect */
    const char *to;   /* NULL: UTF-8 */
};

struct converter {
    struct zh_stage stage;
    struct config config;
    const char *from; /* the source of this document as messages name it; NULL while it is unknown */
    bool decodes;     /* it is not UTF-8 */
    iconv_t decoder, encoder; /* to and from UTF-8; NO_CONVERTER where there is none */
    iconv_t second;           /* decodes pairs of bytes that the decoder does not know */
    struct zh_buffer held;    /* what detection waits for, or a character that a write cut off */
    bool gathering;           /* held begins with the first byte that is not ASCII */
    struct zh_place place;    /* of the next byte: its line and column are counted in the decoded text */
    char decoded[ROOM], encoded[ROOM];
};

#define NO_CONVERTER ((iconv_t)-1)

static const struct zh_scan_set not_ascii = {1, {{0x80, 0xFF}}};

static bool is_utf8(const char *name)
{
    return strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0;
}

/* What is detected as Big5 is WHATWG's: the characters of Hong Kong, and those pairs of bytes that the Hong Kong set
 * leaves out as code page 950 has them. */
static const char hong_kong[] = "BIG5-HKSCS", code_page[] = "CP950";

static const char *iconv_name(const char *detected)
{
    return strcmp(detected, "Big5") == 0 ? hong_kong : detected;
}

/* Hands on UTF-8 text in the target's encoding, and moves the place over it as over the input, were that UTF-8. */
static int encode(struct converter *c, const char *text, size_t n)
{
    if (c->encoder == NO_CONVERTER) {
        zh_place_advance(&c->place, text, n);
        return zh_stage_pass(&c->stage, text, n);
    }
    char *in = (char *)text;
    size_t left = n;
    while (left > 0) {
        char *out = c->encoded, *begin = in;
        size_t room = sizeof c->encoded;
        size_t result = iconv(c->encoder, &in, &left, &out, &room);
        int reason = errno;
        zh_place_advance(&c->place, begin, (size_t)(in - begin));
        if (zh_stage_pass(&c->stage, c->encoded, (size_t)(out - c->encoded)))
            return -1;
        if (result != (size_t)-1 || reason == E2BIG)
            continue;
        uint32_t code_point;
        size_t size = zh_utf8_decode(in, left, &code_point);
        return zh_stage_fail(&c->stage, &c->place, "U+%04X %.*s has no place in %s", (unsigned)code_point, (int)size, in,
                             c->config.to);
    }
    return 0;
}

static int undecodable(struct converter *c, const char *bytes, size_t n)
{
    char spelled[ZH_SPELLED_SIZE(ZH_UTF8_MAX)];
    size_t size = n < 2 || (unsigned char)bytes[0] < 0x80 ? 1 : 2;
    uint32_t code_point;
    if (!c->decodes)
        size = zh_utf8_decode(bytes, n, &code_point);
    zh_spell_bytes(spelled, bytes, size);
    return zh_stage_fail(&c->stage, &c->place, "%s is not %s", spelled, c->from);
}

/* Validates UTF-8. Sets *used to what was handed on; the rest may be a character that the write cut off. */
static int pass_utf8(struct converter *c, const char *bytes, size_t n, size_t *used)
{
    *used = zh_utf8_valid_prefix(bytes, n);
    uint64_t offset = c->place.offset + *used;
    if (encode(c, bytes, *used))
        return -1;
    c->place.offset = offset;
    return 0;
}

/* How many of n source bytes the first `decoded` bytes of their text were made of: a fresh decoder with room for no
 * more stops there. */
static size_t source_size(const struct converter *c, char *bytes, size_t n, uint64_t decoded)
{
    char text[ROOM];
    char *in = bytes, *out = text;
    size_t left = n, room = (size_t)decoded;
    iconv_t decoder = iconv_open("UTF-8", iconv_name(c->from));
    if (decoder == NO_CONVERTER)
        return 0;
    iconv(decoder, &in, &left, &out, &room);
    iconv_close(decoder);
    return n - left;
}

/* Decodes the pair of bytes where the decoder stopped with the second one; 1, 0 if that does not know it, or -1. */
static int decode_pair(struct converter *c, char **in, size_t *left)
{
    char *out = c->decoded, *pair = *in;
    size_t room = sizeof c->decoded, two = 2;
    if (c->second == NO_CONVERTER || *left < 2)
        return 0;
    iconv(c->second, &pair, &two, &out, &room);
    if (two > 0)
        return 0;
    *in += 2;
    *left -= 2;
    return encode(c, c->decoded, (size_t)(out - c->decoded)) ? -1 : 1;
}

/* Decodes with iconv. Sets *used as pass_utf8. */
static int decode(struct converter *c, const char *bytes, size_t n, size_t *used)
{
    char *in = (char *)bytes;
    size_t left = n;
    for (;;) {
        char *out = c->decoded, *begin = in;
        size_t room = sizeof c->decoded;
        size_t result = iconv(c->decoder, &in, &left, &out, &room);
        int reason = errno;
        uint64_t offset = c->place.offset;
        if (encode(c, c->decoded, (size_t)(out - c->decoded))) {
            struct zh_error *error = &c->stage.report->error;
            if (error->kind == ZH_ERROR_TEXT && error->stage == c->stage.name)
                error->place.offset = offset + source_size(c, begin, (size_t)(in - begin), error->place.offset - offset);
            return -1;
        }
        *used = n - left;
        c->place.offset = offset + (uint64_t)(in - begin);
        if (result != (size_t)-1)
            return 0;
        if (reason == E2BIG)
            continue;
        int paired = decode_pair(c, &in, &left);
        if (paired <= 0)
            return paired;
        c->place.offset = offset + (uint64_t)(in - begin);
        *used = n - left;
    }
}

/* Converts n bytes whose encoding is known, all of them if they are the last of the document. */
static int convert(struct converter *c, const char *bytes, size_t n, bool last)
{
    while (n > 0) {
        size_t used = 0;
        size_t held = c->held.size;
        const char *from = bytes;
        size_t size = n;
        if (held > 0) {
            /* A character that was cut off is completed byte by byte: a few bytes at the seam of two writes. */
            if (zh_buffer_append(&c->held, bytes, 1))
                return zh_stage_fail_memory(&c->stage);
            from = c->held.bytes;
            size = c->held.size;
        }
        if (c->decodes ? decode(c, from, size, &used) : pass_utf8(c, from, size, &used))
            return -1;
        size_t left = size - used;
        if (left >= LONGEST)
            return undecodable(c, from + used, left);
        if (held > 0) {
            zh_buffer_consume(&c->held, used);
            bytes++;
            n--;
            continue;
        }
        if (zh_buffer_append(&c->held, from + used, left))
            return zh_stage_fail_memory(&c->stage);
        break;
    }
    return last && c->held.size > 0 ? undecodable(c, c->held.bytes, c->held.size) : 0;
}

static iconv_t open_converter(const char *to, const char *from, const char *unknown, struct zh_error *error)
{
    iconv_t converter = iconv_open(to, from);
    if (converter != NO_CONVERTER)
        return converter;
    if (errno == EINVAL)
        zh_error_set(error, ZH_ERROR_USAGE, NULL, NULL, "no encoding is called '%s'", unknown);
    else
        zh_error_set(error, ZH_ERROR_SYSTEM, NULL, NULL, "the converter of '%s': %s", unknown, strerror(errno));
    return NO_CONVERTER;
}

/* Decides on the encoding of what is held, and converts it. */
static int settle(struct converter *c, bool complete)
{
    struct zh_detection found;
    zh_detect(c->held.bytes, c->held.size, complete, &found);
    if (!found.encoding)
        return zh_stage_fail(&c->stage, &c->place, "the encoding of the text from here on is unknown; name it with -f");
    c->from = found.encoding;
    c->decodes = !is_utf8(found.encoding);
    if (c->decodes) {
        struct zh_error *error = &c->stage.report->error;
        c->decoder = open_converter("UTF-8", iconv_name(found.encoding), found.encoding, error);
        if (c->decoder != NO_CONVERTER && iconv_name(found.encoding) == hong_kong)
            c->second = open_converter("UTF-8", code_page, code_page, error);
        if (c->decoder == NO_CONVERTER) {
            error->stage = c->stage.name;
            return -1;
        }
    }
    struct zh_buffer held = c->held;
    c->held = (struct zh_buffer){0};
    c->gathering = false;
    int failed = convert(c, held.bytes, held.size, false);
    zh_buffer_free(&held);
    return failed;
}

static int gather(struct converter *c, const char *bytes, size_t n)
{
    if (!c->gathering) {
        size_t ascii = zh_scan_find(&not_ascii, bytes, n);
        if (ascii > 0 && encode(c, bytes, ascii))
            return -1;
        bytes += ascii;
        n -= ascii;
        if (n == 0)
            return 0;
        c->gathering = true;
    }
    size_t wanted = EVIDENCE - c->held.size;
    size_t taken = n < wanted ? n : wanted;
    if (zh_buffer_append(&c->held, bytes, taken))
        return zh_stage_fail_memory(&c->stage);
    if (c->held.size < EVIDENCE)
        return 0;
    return settle(c, false) ? -1 : convert(c, bytes + taken, n - taken, false);
}

static int converter_write(struct zh_stage *stage, const char *bytes, size_t n)
{
    struct converter *c = (struct converter *)stage;
    return c->from ? convert(c, bytes, n, false) : gather(c, bytes, n);
}

/* Brings a converter back to its first state, and hands on the shift sequence that it ends with. */
static int finish_encoder(struct converter *c)
{
    char *out = c->encoded;
    size_t room = sizeof c->encoded;
    if (c->encoder == NO_CONVERTER)
        return 0;
    iconv(c->encoder, NULL, NULL, &out, &room);
    return zh_stage_pass(&c->stage, c->encoded, (size_t)(out - c->encoded));
}

static void forget_source(struct converter *c)
{
    c->held.size = 0;
    c->gathering = false;
    c->place = zh_place_start();
    c->from = c->config.from;
    if (c->decoder == NO_CONVERTER)
        return;
    if (c->config.from) {
        iconv(c->decoder, NULL, NULL, NULL, NULL);
        return;
    }
    iconv_close(c->decoder);
    if (c->second != NO_CONVERTER)
        iconv_close(c->second);
    c->decoder = c->second = NO_CONVERTER;
}

/* What a decoder still holds, such as a letter that waits for a combining mark. */
static int finish_decoder(struct converter *c)
{
    char *out = c->decoded;
    size_t room = sizeof c->decoded;
    if (c->decoder == NO_CONVERTER)
        return 0;
    iconv(c->decoder, NULL, NULL, &out, &room);
    return encode(c, c->decoded, (size_t)(out - c->decoded));
}

static int converter_close(struct zh_stage *stage)
{
    struct converter *c = (struct converter *)stage;
    if (!c->from && c->gathering && settle(c, true))
        return -1;
    if (c->held.size > 0)
        return undecodable(c, c->held.bytes, c->held.size);
    if (finish_decoder(c) || finish_encoder(c))
        return -1;
    forget_source(c);
    return zh_stage_pass_close(stage);
}

static void converter_free(struct zh_stage *stage)
{
    struct converter *c = (struct converter *)stage;
    if (c->decoder != NO_CONVERTER)
        iconv_close(c->decoder);
    if (c->second != NO_CONVERTER)
        iconv_close(c->second);
    if (c->encoder != NO_CONVERTER)
        iconv_close(c->encoder);
    zh_buffer_free(&c->held);
    free(c);
}

/* iconv(3) takes what follows a slash for its own options, which would drop characters silently. */
static bool is_plain_name(const char *name, struct zh_error *error)
{
    if (!name || (*name && !strchr(name, '/')))
        return true;
    zh_error_set(error, ZH_ERROR_USAGE, NULL, NULL, "no encoding is called '%s'", name);
    return false;
}

static struct zh_stage *converter_open(const void *config, struct zh_error *error)
{
    const struct config *wanted = config;
    if (!is_plain_name(wanted->from, error) || !is_plain_name(wanted->to, error))
        return NULL;
    struct converter *c = calloc(1, sizeof *c);
    if (!c) {
        zh_error_memory(error, NULL);
        return NULL;
    }
    c->stage = (struct zh_stage){.write = converter_write, .close = converter_close, .free = converter_free};
    c->config = *wanted;
    c->from = wanted->from;
    c->decodes = wanted->from && !is_utf8(wanted->from);
    c->decoder = c->encoder = c->second = NO_CONVERTER;
    c->place = zh_place_start();
    c->stage.gives_valid = !wanted->to || is_utf8(wanted->to);
    if (c->decodes)
        c->decoder = open_converter("UTF-8", wanted->from, wanted->from, error);
    if (!c->stage.gives_valid)
        c->encoder = open_converter(wanted->to, "UTF-8", wanted->to, error);
    if ((c->decodes && c->decoder == NO_CONVERTER) || (!c->stage.gives_valid && c->encoder == NO_CONVERTER)) {
        converter_free(&c->stage);
        return NULL;
    }
    return &c->stage;
}

static const struct zh_option options[] = {
    {.kind = ZH_OPTION_STRING,
     .letter = 'f',
     .name = "from",
     .offset = offsetof(struct config, from),
     .argument = "ENCODING",
     .help = "encoding of the input (default: detected)"},
    {.kind = ZH_OPTION_STRING,
     .letter = 't',
     .name = "to",
     .offset = offsetof(struct config, to),
     .argument = "ENCODING",
     .help = "encoding of the output (default: UTF-8)"},
    {.kind = ZH_OPTION_END},
};

const struct zh_filter zh_filter_iconv = {
    .name = "zhiconv",
    .summary = "Converts Chinese text from one encoding to another",
    .options = options,
    .config_size = sizeof(struct config),
    .defaults = &(const struct config){0},
    .open = converter_open,
};
