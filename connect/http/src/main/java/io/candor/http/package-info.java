/**
 * Models that a server scores, asked over HTTP with the JDK's client. Start with {@link io.candor.http.EndpointReader}. This is a
 * connector: it is found by {@link java.util.ServiceLoader} where its jar is on the class path. Shapes of requests: MLflow's
 * scoring protocol ({@code dataframe_split}) and KServe's V1 protocol ({@code instances}).
 */
@NullMarked
package io.candor.http;

import org.jspecify.annotations.NullMarked;
