package io.candor.io.specimen;

import ai.onnxruntime.OrtEnvironment;
import org.sqlite.SQLiteConfig;

/** Breaks: store and connectors alone load native code, store talks to the database engine, onnx to its runtime. */
record LoadsNativeCode(SQLiteConfig engine, OrtEnvironment runtime) {
    void load() {
        System.loadLibrary("specimen");
    }
}
