/// What every simulated provider is given to work with.
@NullMarked
package org.parley.sandbox.provider;

import org.jspecify.annotations.NullMarked;
