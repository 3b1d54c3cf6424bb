#include "findings.h"

#include "core/diagnostics.h"
#include "core/json.h"
#include "core/utf8.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What one rule of one stage did in a document. */
struct zh_tally {
    const char *stage, *rule;
    enum zh_event_kind kind;
    size_t count;
    struct zh_place first;
    char message[128];
};

enum { SHOWN = 60 /* bytes of a text in a finding */ };

unsigned zh_findings_wanted(const struct zh_findings *findings)
{
    unsigned wanted = ZH_REMARK;
    if (findings->check || findings->journal || findings->common->verbose)
        wanted |= ZH_EDIT;
    if (findings->check || !findings->common->quiet)
        wanted |= ZH_NOTE;
    return wanted;
}

/* Controls, and characters that have no ink, would not be seen in a finding. */
static bool is_unseen(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || (c >= 0x2000 && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 || c == 0xFEFF ||
           (c >= 0xE000 && c <= 0xF8FF);
}

static int show(struct zh_buffer *out, const char *bytes, size_t n)
{
    if (zh_buffer_text(out, "“"))
        return -1;
    for (size_t at = 0; at < n;) {
        uint32_t c;
        if (at > SHOWN)
            return zh_buffer_text(out, "…”");
        size_t size = zh_utf8_decode(bytes + at, n - at, &c);
        int failed = c == ZH_UTF8_INVALID ? zh_buffer_format(out, "\\x%02X", (unsigned char)bytes[at])
                     : c == '\n'          ? zh_buffer_text(out, "\\n")
                     : c == '\r'          ? zh_buffer_text(out, "\\r")
                     : c == '\t'          ? zh_buffer_text(out, "\\t")
                     : is_unseen(c)       ? zh_buffer_format(out, "\\u%04" PRIX32, c)
                                          : zh_buffer_append(out, bytes + at, size);
        if (failed)
            return -1;
        at += c == ZH_UTF8_INVALID ? 1 : size;
    }
    return zh_buffer_text(out, "”");
}

static int describe(struct zh_buffer *out, const struct zh_event *event)
{
    if (*event->message)
        return zh_buffer_text(out, event->message);
    if (event->before_size == 0)
        return zh_buffer_text(out, "missing ") || show(out, event->after, event->after_size);
    if (show(out, event->before, event->before_size))
        return -1;
    if (event->kind == ZH_NOTE)
        return zh_buffer_text(out, " left as it is");
    if (event->after_size == 0)
        return zh_buffer_text(out, " does not belong here");
    return zh_buffer_text(out, " should be ") || show(out, event->after, event->after_size);
}

/* file:line:column: rule: message */
static int print_finding(struct zh_findings *findings, const struct zh_event *event)
{
    struct zh_buffer *line = &findings->line;
    bool other = strcmp(event->stage, findings->command) != 0;
    line->size = 0;
    if (zh_buffer_format(line, "%s:%" PRIu64 ":%" PRIu64 ": %s%s%s%s: ", findings->file, event->place.line,
                         event->place.column, other ? event->stage : "", other ? ": " : "",
                         event->kind == ZH_NOTE ? "note: " : "", event->rule) ||
        describe(line, event) || zh_buffer_text(line, "\n"))
        return zh_error_memory(&findings->error, NULL);
    return zh_output_write(findings->check, line->bytes, line->size, &findings->error);
}

static int journal(struct zh_findings *findings, const struct zh_event *event)
{
    struct zh_buffer *line = &findings->line;
    line->size = 0;
    if (zh_buffer_format(line, "{\"stage\":\"%s\",\"rule\":\"%s\"", event->stage, event->rule) ||
        zh_json_member(line, "file", findings->file, strlen(findings->file)) ||
        zh_buffer_format(line, ",\"offset\":%" PRIu64 ",\"line\":%" PRIu64 ",\"column\":%" PRIu64, event->place.offset,
                         event->place.line, event->place.column) ||
        zh_json_member(line, "before", event->before, event->before_size) ||
        zh_json_member(line, "after", event->after, event->after_size) || zh_buffer_text(line, "}\n"))
        return zh_error_memory(&findings->error, NULL);
    return zh_output_write(findings->journal, line->bytes, line->size, &findings->error);
}

static int tally(struct zh_findings *findings, const struct zh_event *event)
{
    for (size_t i = 0; i < findings->count; i++) {
        struct zh_tally *t = &findings->tallies[i];
        if (t->kind == event->kind && strcmp(t->rule, event->rule) == 0 && strcmp(t->stage, event->stage) == 0) {
            t->count++;
            return 0;
        }
    }
    struct zh_tally *tallies = realloc(findings->tallies, (findings->count + 1) * sizeof *tallies);
    if (!tallies)
        return zh_error_memory(&findings->error, NULL);
    findings->tallies = tallies;
    struct zh_tally *t = &tallies[findings->count++];
    *t = (struct zh_tally){event->stage, event->rule, event->kind, 1, event->place, ""};
    struct zh_buffer text = {0};
    if (describe(&text, event) == 0) {
        size_t size = text.size < sizeof t->message ? text.size : sizeof t->message - 1;
        memcpy(t->message, text.bytes, zh_utf8_valid_prefix(text.bytes, size));
    }
    zh_buffer_free(&text);
    return 0;
}

int zh_findings_take(void *context, const struct zh_event *event)
{
    struct zh_findings *findings = context;
    if (event->kind == ZH_REMARK) {
        zh_say(event->stage, "%s: %s", findings->file, event->message);
        return 0;
    }
    if (event->kind == ZH_EDIT)
        findings->edits++;
    if (event->kind == ZH_EDIT && findings->journal && journal(findings, event))
        return -1;
    return findings->check ? print_finding(findings, event) : tally(findings, event);
}

/* The notes of one stage, as one line: how many, and the first. */
static void tell_notes(const struct zh_findings *findings, const char *stage)
{
    const struct zh_tally *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct zh_tally *t = &findings->tallies[i];
        if (t->kind != ZH_NOTE || strcmp(t->stage, stage) != 0)
            continue;
        if (!first || t->first.offset < first->first.offset)
            first = t;
        count += t->count;
    }
    if (first)
        zh_say(stage, "%zu left alone, %s %s:%" PRIu64 ":%" PRIu64 ": %s: %s", count, count > 1 ? "first at" : "at",
               findings->file, first->first.line, first->first.column, first->rule, first->message);
}

void zh_findings_end(struct zh_findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        const struct zh_tally *t = &findings->tallies[i];
        bool seen = false;
        for (size_t j = 0; j < i && !seen; j++)
            seen = strcmp(findings->tallies[j].stage, t->stage) == 0;
        if (!seen && !findings->common->quiet)
            tell_notes(findings, t->stage);
        if (t->kind == ZH_EDIT && findings->common->verbose)
            zh_say(t->stage, "%s: %s: %zu changed", findings->file, t->rule, t->count);
    }
    findings->count = 0;
}

void zh_findings_free(struct zh_findings *findings)
{
    free(findings->tallies);
    zh_buffer_free(&findings->line);
}
