/** Descriptors, requests and answers. */
@NullMarked
package io.candor.http.internal;

import org.jspecify.annotations.NullMarked;
