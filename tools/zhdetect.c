/* zhdetect: names the encoding of each file. */
#include "core/diagnostics.h"
#include "core/file.h"
#include "core/json.h"
#include "driver.h"

#include <string.h>

enum {
    EVIDENCE = 1 << 16, /* bytes looked at, counted from the first that is not ASCII */
    BLOCK = 1 << 16
};

struct config {
    bool encoding, json;
};

static const struct zh_option options[] = {
    {.kind = ZH_OPTION_FLAG,
     .letter = 'e',
     .name = "encoding",
     .offset = offsetof(struct config, encoding),
     .help = "print the name of the encoding, and nothing else"},
    {.kind = ZH_OPTION_FLAG,
     .letter = 'j',
     .name = "json",
     .offset = offsetof(struct config, json),
     .help = "print a JSON object a line"},
    {.kind = ZH_OPTION_END},
};

static size_t ascii_prefix(const char *bytes, size_t n)
{
    size_t at = 0;
    while (at < n && (unsigned char)bytes[at] < 0x80)
        at++;
    return at;
}

/* Reads what detection needs, and no more; what is ASCII from a later block on is left out. */
static int read_evidence(struct zh_input *input, struct zh_buffer *text, int *complete, struct zh_error *error)
{
    size_t ascii = 0;
    for (;;) {
        if (zh_buffer_reserve(text, BLOCK))
            return zh_error_memory(error, NULL);
        ssize_t size = zh_input_read(input, text->bytes + text->size, BLOCK, error);
        if (size < 0)
            return -1;
        *complete = size == 0;
        text->size += (size_t)size;
        ascii += ascii_prefix(text->bytes + ascii, text->size - ascii);
        if (*complete || text->size - ascii >= EVIDENCE)
            return 0;
        if (ascii == text->size && ascii > BLOCK) {
            zh_buffer_consume(text, ascii - BLOCK);
            ascii = BLOCK;
        }
    }
}

static int describe(struct zh_buffer *out, const struct config *config, const char *name,
                    const struct zh_detection *found)
{
    const char *encoding = found->encoding ? found->encoding : "unknown";
    if (config->encoding)
        return zh_buffer_format(out, "%s\n", encoding);
    if (!config->json)
        return zh_buffer_format(out, "%s: %s, confidence %.2f%s\n", name, encoding, found->confidence,
                                found->bom ? ", byte-order mark" : "");
    return zh_buffer_text(out, "{\"file\":") || zh_json_string(out, name, strlen(name)) ||
           zh_buffer_text(out, ",\"encoding\":") ||
           (found->encoding ? zh_json_string(out, encoding, strlen(encoding)) : zh_buffer_text(out, "null")) ||
           zh_buffer_format(out, ",\"confidence\":%.3f,\"bom\":%s}\n", found->confidence, found->bom ? "true" : "false");
}

static int detect(const char *operand, const struct config *config, struct zh_buffer *out)
{
    struct zh_input input;
    struct zh_buffer text = {0};
    struct zh_detection found;
    struct zh_error error;
    int complete;
    if (zh_input_open(&input, operand, &error))
        return zh_complain("zhdetect", &error, NULL);
    int failed = read_evidence(&input, &text, &complete, &error);
    zh_input_close(&input);
    int status = failed ? zh_complain("zhdetect", &error, input.name) : ZH_DONE;
    if (!failed) {
        zh_detect(text.bytes, text.size, complete, &found);
        if (!found.encoding) {
            zh_say("zhdetect", "%s: the encoding is unknown", input.name);
            status = ZH_TROUBLE;
        }
        if (describe(out, config, input.name, &found)) {
            zh_error_memory(&error, NULL);
            status = zh_complain("zhdetect", &error, NULL);
        }
    }
    zh_buffer_free(&text);
    return status;
}

int main(int argc, char **argv)
{
    struct config config = {0};
    struct zh_common common = {0};
    struct zh_buffer out = {0};
    struct zh_command command = {
        .name = "zhdetect",
        .summary = "Names the encoding of each file",
        .operands = "[FILE...]",
        .options = options,
        .config = &config,
    };
    int status = ZH_DONE;
    zh_begin();
    int operands = zh_arguments(&command, &common, argc, argv, &status);
    if (operands < 0)
        return status;
    for (int i = 0; i < (operands ? operands : 1); i++)
        if (detect(operands ? argv[i + 1] : "-", &config, &out) != ZH_DONE)
            status = ZH_TROUBLE;
    int written = zh_answer(command.name, &out);
    zh_buffer_free(&out);
    return written == ZH_DONE ? status : written;
}
