package io.candor.io.specimen;

import org.sqlite.SQLiteConfig;

/** Breaks: store alone loads native code and talks to the database engine. */
record LoadsNativeCode(SQLiteConfig engine) {
    void load() {
        System.loadLibrary("specimen");
    }
}
