package io.candor.io.specimen;

import ai.onnxruntime.OrtEnvironment;
import ml.dmlc.xgboost4j.java.Booster;
import org.sqlite.SQLiteConfig;

/**
 * Breaks: store and connectors alone load native code, store talks to the database engine, onnx to its runtime, xgboost to its
 * library.
 */
record LoadsNativeCode(SQLiteConfig engine, OrtEnvironment runtime, Booster booster) {
    void load() {
        System.loadLibrary("specimen");
    }
}
