# Design effects and dispersion by R survey where some rows weigh nothing. Run: Rscript tests/reference/zero_weights.R tests/reference
# The data are those of designs.R (designs_strata.csv); every fourth row weighs nothing.
suppressMessages({library(survey); library(jsonlite)})
folder <- commandArgs(TRUE)[1]
d <- read.csv(file.path(folder, "designs_strata.csv"), stringsAsFactors = TRUE)
d$w <- ifelse(seq_len(nrow(d)) %% 4 == 0, 0, d$pw)
effects <- function(design, kind) list(
  mean = as.vector(deff(svymean(~api00, design, deff = kind))),
  missing = as.vector(deff(svymean(~miss, design, na.rm = TRUE, deff = kind))),
  total = as.vector(deff(svytotal(~api00, design, deff = kind))),
  share = as.vector(deff(svymean(~stype, design, deff = kind))),
  counted = as.vector(deff(svytotal(~awards, design, deff = kind))),
  ratio = as.vector(deff(svyratio(~api00, ~enroll, design, deff = kind))),
  by = as.vector(svyby(~api00, ~awards, design, svymean, deff = kind)[["DEff.api00"]])
)
battery <- function(design) list(wor = effects(design, TRUE), wr = effects(design, "replace"),
  dispersion = as.numeric(suppressWarnings(summary(svyglm(api00 ~ enroll, design)))$dispersion))
plain <- svydesign(id = ~1, weights = ~w, data = d)
# weights scaled below the number of rows, and above the number of those that weigh anything
scaled <- svydesign(id = ~1, weights = ~I(w * 180 / sum(w)), data = d)
out <- list(session = paste(R.version.string, "survey", packageVersion("survey")), plain = battery(plain),
  strata = battery(svydesign(id = ~1, strata = ~stype, weights = ~w, data = d)), scaled = effects(scaled, TRUE)$mean)
write(toJSON(out, digits = NA, auto_unbox = TRUE), file.path(folder, "zero_weights.json"))
