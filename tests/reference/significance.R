# Values of R survey for tests and regressions. Run: Rscript tests/reference/significance.R tests/reference
# Reads schools.csv (made by weights_only.R). Units of five rows in a row stand for clusters; `big` has gaps where `miss` has them.
# Fits are made with a tight tolerance (`exact`) and with R's own (`default`), which stops earlier: the distance is R's.
suppressMessages({library(survey); library(jsonlite)})
folder <- commandArgs(TRUE)[1]
d <- read.csv(file.path(folder, "schools.csv"), stringsAsFactors = TRUE)
d$cluster <- (seq_len(nrow(d)) - 1) %/% 5
d$big <- factor(ifelse(is.na(d$miss), NA, ifelse(d$miss > 500, "Yes", "No")))
clusters <- svydesign(ids = ~cluster, weights = ~w, data = d)
designs <- list(
  plain = svydesign(ids = ~1, weights = ~w, data = d),
  strata = svydesign(ids = ~1, strata = ~stype, weights = ~w, data = d),
  clusters = clusters,
  replicates = as.svrepdesign(clusters, type = "JK1")
)
number <- function(x) as.numeric(unlist(x))
chisq <- function(row, column, design) {
  one <- function(statistic) {
    t <- suppressWarnings(svychisq(as.formula(paste0("~", row, "+", column)), design, statistic = statistic))
    list(statistic = number(t$statistic), parameter = number(t$parameter), p = number(t$p.value))
  }
  sapply(c("F", "Chisq", "Wald", "adjWald", "lincom", "saddlepoint"), one, simplify = FALSE)
}
tight <- 1e-15
fit <- function(formula, family, term, design) {
  one <- function(control) {
    m <- suppressWarnings(eval(bquote(svyglm(formula, design, family = family, control = glm.control(epsilon = .(control), maxit = 200)))))
    list(names = names(coef(m)), coef = number(coef(m)), vcov = number(vcov(m)), df = m$df.residual)
  }
  m <- suppressWarnings(svyglm(formula, design, family = family, control = glm.control(epsilon = 1e-15, maxit = 200)))
  t <- regTermTest(m, term)
  c(list(exact = one(tight), default = one(1e-8)), list(Wald = list(F = number(t$Ftest), p = number(t$p), ddf = t$ddf)))
}
out <- list(session = paste(R.version.string, "survey", packageVersion("survey")))
for (name in names(designs)) {
  design <- designs[[name]]
  found <- list(degf = degf(design))
  for (pair in list(c("sch.wide", "stype"), c("awards", "stype"), c("big", "stype"))) {
    if (name == "replicates" && pair[1] == "big") next
    found[[paste(c("chisq", pair), collapse = " ")]] <- chisq(pair[1], pair[2], design)
  }
  t <- svyttest(api00 ~ awards, design)
  found$ttest <- list(statistic = number(t$statistic), df = number(t$parameter), p = number(t$p.value), estimate = number(t$estimate))
  if (name != "replicates") for (test in c("wilcoxon", "vanderWaerden", "median", "KruskalWallis")) {
    t <- svyranktest(api00 ~ awards, design, test = test)
    k <- svyranktest(api00 ~ stype, design, test = test)
    found[[paste("rank", test)]] <- list(
      two = list(statistic = number(t$statistic), df = number(t$parameter), p = number(t$p.value), estimate = number(t$estimate)),
      three = list(chisq = number(k$parameter), df = number(k$statistic), p = number(k$p.value))
    )
  }
  found$gaussian <- fit(api00 ~ enroll + stype, gaussian(), ~stype, design)
  found$binomial <- fit(I(awards == "Yes") ~ enroll + stype, quasibinomial(), ~stype, design)
  found$poisson <- fit(enroll ~ stype + awards, quasipoisson(), ~stype, design)
  out[[name]] <- found
}
write(toJSON(out, digits = NA, auto_unbox = TRUE), file.path(folder, "significance.json"))
