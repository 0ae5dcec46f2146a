# Values of R survey for stratified, clustered and two-stage designs. Run: Rscript tests/reference/designs.R tests/reference
# The data (schools of California, `apistrat` and `apiclus2`) come with the package; the columns used are written beside the values.
suppressMessages({library(survey); library(jsonlite)})
folder <- commandArgs(TRUE)[1]
data(api)
strat <- apistrat[, c("api00", "api99", "enroll", "stype", "awards", "pw", "fpc")]
strat$half <- ave(seq_len(nrow(strat)), strat$stype, FUN = seq_along) %% 2 + 1
strat$miss <- ifelse(seq_len(nrow(strat)) %% 7 == 0, NA, strat$enroll)
clus <- apiclus2[, c("dnum", "snum", "api00", "api99", "stype", "awards", "pw", "fpc1", "fpc2")]
clus$miss <- ifelse(seq_len(nrow(clus)) %% 7 == 0, NA, clus$api99)
write.csv(strat, file.path(folder, "designs_strata.csv"), row.names = FALSE, na = "")
write.csv(clus, file.path(folder, "designs_clusters.csv"), row.names = FALSE, na = "")
lone <- strat[strat$stype != "H" | !duplicated(strat$stype), ]
stat <- function(s, df) list(estimate = as.vector(coef(s)), se = as.vector(SE(s)), vcov = as.vector(vcov(s)), ci = as.vector(t(confint(s, df = df))))
battery <- function(d) {
  df <- degf(d)
  out <- list(df = df, weights = sum(weights(d, "sampling")))
  out$mean <- stat(svymean(~api00 + api99, d), df)
  out$deff <- as.vector(deff(svymean(~api00, d, deff = TRUE)))
  out$missing <- stat(svymean(~miss, d, na.rm = TRUE), df)
  out$total <- stat(svytotal(~api00, d), df)
  out$share <- stat(svymean(~awards, d), df)
  out$by <- stat(svyby(~api00, ~awards, d, svymean, covmat = TRUE), df)
  out$where <- stat(svymean(~api00, subset(d, api99 > 600)), df)
  out$ratio <- stat(svyratio(~api00, ~api99, d), df)
  for (m in c("asin", "beta", "xlogit")) out[[m]] <- as.vector(confint(svyciprop(~I(awards == "Yes"), d, method = m, df = df)))
  for (r in c("math", paste0("hf", 1:9))) {
    q <- svyquantile(~api00, d, c(.13, .5, .83), qrule = r, df = df)$api00
    out[[paste0("quantile_", r)]] <- list(estimate = q[, 1], low = q[, 2], high = q[, 3], se = q[, 4])
  }
  out
}
designs <- list(
  strata_fpc = svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = strat),
  strata = svydesign(id = ~1, strata = ~stype, weights = ~pw, data = strat),
  clusters = svydesign(id = ~dnum, weights = ~pw, data = clus),
  two_stages = svydesign(id = ~dnum + snum, fpc = ~fpc1 + fpc2, data = clus),
  two_stages_weights = svydesign(id = ~dnum + snum, fpc = ~fpc1 + fpc2, weights = ~pw, data = clus)
)
out <- list(session = paste(R.version.string, "survey", packageVersion("survey")), designs = lapply(designs, battery))
for (option in c("remove", "certainty", "adjust", "average")) {
  options(survey.lonely.psu = option)
  d <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = lone)
  out$lonely[[option]] <- list(mean = SE(svymean(~api00, d))[[1]], total = SE(svytotal(~enroll, d))[[1]], by = as.vector(SE(svyby(~api00, ~awards, d, svymean))))
}
options(survey.lonely.psu = "fail")
halves <- svydesign(id = ~half, strata = ~stype, weights = ~pw, data = strat, nest = TRUE)
made <- list(JKn = as.svrepdesign(designs$strata, type = "JKn"), JKn_fpc = as.svrepdesign(designs$strata_fpc, type = "JKn"), JK1 = as.svrepdesign(designs$clusters, type = "JK1"))
out$replicates <- lapply(made, function(d) list(df = degf(d), mean = stat(svymean(~api00 + api99, d), degf(d)), ratio = stat(svyratio(~api00, ~api99, d), degf(d))))
for (type in c("BRR", "Fay")) {
  d <- as.svrepdesign(halves, type = type, fay.rho = if (type == "Fay") 0.3 else 0)
  out$replicates[[type]] <- list(total = stat(svytotal(~api00, d), 2))
}
write(toJSON(out, digits = NA, auto_unbox = TRUE), file.path(folder, "designs.json"))
