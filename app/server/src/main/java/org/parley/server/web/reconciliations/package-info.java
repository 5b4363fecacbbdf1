/// Proofs that the two stores agree, over HTTP.
@NullMarked
package org.parley.server.web.reconciliations;

import org.jspecify.annotations.NullMarked;
