# make         the tools in build/bin, libzh.a and libzh.so in build/lib
# make demo    the whole chain on a scraped news page, before and after
# make check   every test
# make asan    every test under AddressSanitizer and UndefinedBehaviorSanitizer
# make install DESTDIR= PREFIX=/usr/local

CC ?= cc
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
B ?= build

VERSION := $(shell sed -n 's/^\#define ZH_VERSION "\(.*\)"/\1/p' lib/zh.h)
SONAME := libzh.so.$(firstword $(subst ., ,$(VERSION)))
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
FLAGS = -std=c11 -D_XOPEN_SOURCE=700 -Ilib -fvisibility=hidden $(WARNINGS) $(SANITIZE) $(CFLAGS) -MMD -MP

SOURCES := $(sort $(wildcard lib/*.c lib/*/*.c))
OBJECTS := $(SOURCES:%.c=$B/%.o)
SHARED := $(SOURCES:%.c=$B/%.pic.o)
NAMES := $(sort $(basename $(notdir $(wildcard tools/zh*.c))))
TOOLS := $(NAMES:%=$B/bin/%)
COMMON := $(patsubst %.c,$B/%.o,$(filter-out tools/zh%,$(wildcard tools/*.c)))

all: $(TOOLS) $B/lib/libzh.a $B/lib/libzh.so

$B/bin/%: $B/tools/%.o $(COMMON) $B/lib/libzh.a
	@mkdir -p $(@D)
	$(CC) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$B/lib/libzh.a: $(OBJECTS)
	@mkdir -p $(@D)
	rm -f $@ && ar rcs $@ $^

$B/lib/libzh.so: $(SHARED)
	@mkdir -p $(@D)
	$(CC) -shared -Wl,-soname,$(SONAME) $(SANITIZE) $(LDFLAGS) -o $@ $^

$B/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(FLAGS) -c -o $@ $<

$B/%.pic.o: %.c
	@mkdir -p $(@D)
	$(CC) $(FLAGS) -fPIC -c -o $@ $<

demo:
	@sh tests/set-up build
	@$(MAKE) -s all
	@sh demo/run

check:
	@sh tests/set-up build test
	@$(MAKE) -s all
	prove -r --ext .t tests

asan:
	$(MAKE) all B=build/asan CFLAGS='-O1 -g -fno-omit-frame-pointer' SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all'
	ZH_BIN=$(CURDIR)/build/asan/bin prove -r --ext .t tests/cli tests/cases.t

install: all
	install -d $(addprefix $(DESTDIR)$(PREFIX)/,bin include lib/pkgconfig share/man/man1 share/man/man7)
	install $(TOOLS) $(DESTDIR)$(PREFIX)/bin
	install -m 644 lib/zh.h $(DESTDIR)$(PREFIX)/include
	install -m 644 $B/lib/libzh.a $(DESTDIR)$(PREFIX)/lib
	install $B/lib/libzh.so $(DESTDIR)$(PREFIX)/lib/libzh.so.$(VERSION)
	ln -sf libzh.so.$(VERSION) $(DESTDIR)$(PREFIX)/lib/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(PREFIX)/lib/libzh.so
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' lib/zh.pc.in > $(DESTDIR)$(PREFIX)/lib/pkgconfig/zh.pc
	install -m 644 man/*.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 man/*.7 $(DESTDIR)$(PREFIX)/share/man/man7

clean:
	rm -rf build

.DELETE_ON_ERROR:
.PHONY: all demo check asan install clean
.SECONDARY:
-include $(shell find $B -name '*.d' 2>/dev/null)
