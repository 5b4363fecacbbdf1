/// Where the answers to repeatable requests are kept.
@NullMarked
package org.parley.server.rest.internal;

import org.jspecify.annotations.NullMarked;
