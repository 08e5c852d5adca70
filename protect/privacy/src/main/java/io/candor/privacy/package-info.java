/**
 * Differentially private answers: exact samplers, and releases that are charged before data is read. Start with
 * {@link io.candor.privacy.PrivateCounter}. Randomness comes from the operating system through
 * {@link io.candor.privacy.SecureBits} and cannot be seeded outside this package's tests. No floating-point number touches
 * noise (Mironov 2012; Haney et al. 2022 show what happens otherwise).
 *
 * <p>Papers: Canonne, Kamath, Steinke, "The Discrete Gaussian for Differential Privacy", 2020 (arXiv 2004.00010); Ghosh,
 * Roughgarden, Sundararajan, "Universally utility-maximizing privacy mechanisms", 2012 (the geometric mechanism); Dwork,
 * McSherry, Nissim, Smith 2006. A proof sketch with the names of its tests: {@code docs/explanation/privacy-noise.md}.
 */
@NullMarked
package io.candor.privacy;

import org.jspecify.annotations.NullMarked;
