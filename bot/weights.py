"""Numbers fitted on questions whose answers are known."""

import numpy as np

CHEAP = np.ones(14, np.float32)
SENTENCE = np.ones(15, np.float32)
SENTENCE_BIAS = -6.0
