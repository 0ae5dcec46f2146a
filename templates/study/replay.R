# Replays the estimates of a study with the package survey of R, and compares them with those of survey_kit.
# In the folder of this file:  Rscript replay.R
#   responses.csv   a row a respondent: weights at the start and as used, answers by code; pseudonymous: it stays in the office
#   targets.csv     the totals that weights were brought to (none: weights are used as they are)
#   expected.csv    what survey_kit found
suppressPackageStartupMessages(library(survey))

read_text <- function(file) {
  read.csv(file, colClasses = "character", na.strings = "", check.names = FALSE, fileEncoding = "UTF-8-BOM")
}
responses <- read_text("responses.csv")
expected <- read_text("expected.csv")
numeric_columns <- c("estimate", "se", "ci_low", "ci_high")
expected[numeric_columns] <- lapply(expected[numeric_columns], as.numeric)
responses$start <- as.numeric(responses$start)
responses$weight <- as.numeric(responses$weight)

# The design, and the weighting done again, so that standard errors know of it.
targets <- if (file.exists("targets.csv")) read_text("targets.csv") else NULL
margins <- unique(targets$column[!is.na(targets$category)])
numbers <- unique(targets$column[is.na(targets$category)])
for (name in numbers) responses[[name]] <- as.numeric(responses[[name]])
for (name in margins) responses[[name]] <- factor(responses[[name]], levels = targets$category[targets$column == name])
design <- svydesign(id = ~1, weights = ~start, data = responses)
total_of <- function(name) as.numeric(targets$total[targets$column == name])
if (length(margins) > 0 && length(numbers) == 0) {
  tables <- lapply(margins, function(name) setNames(data.frame(levels(responses[[name]]), total_of(name)), c(name, "Freq")))
  design <- rake(design, lapply(margins, function(name) as.formula(paste0("~", name))), tables, control = list(maxit = 1000, epsilon = 1e-10))
} else if (length(numbers) > 0) {
  first <- if (length(margins) > 0) sum(total_of(margins[1])) else sum(responses$start)
  population <- c(`(Intercept)` = first)
  for (name in margins) population <- c(population, setNames(total_of(name)[-1], paste0(name, levels(responses[[name]])[-1])))
  for (name in numbers) population <- c(population, setNames(total_of(name), name))
  terms <- as.formula(paste("~", paste(c(margins, numbers), collapse = " + ")))
  design <- calibrate(design, terms, population, calfun = "raking", epsilon = 1e-10, maxit = 1000)
}

# The estimates: rows outside a base stay in the design, and only count as zero in it.
replayed <- t(vapply(seq_len(nrow(expected)), function(row) {
  name <- expected$column[row]
  values <- design$variables[[name]]
  asked <- subset(design, !is.na(values))
  if (is.na(expected$category[row])) {
    asked$variables$answer <- as.numeric(asked$variables[[name]])
  } else {
    asked$variables$answer <- as.numeric(asked$variables[[name]] == expected$category[row])
  }
  asked$variables$answer[is.na(asked$variables$answer)] <- 0 # a calibrated design keeps rows outside, at weight 0
  found <- svymean(~answer, asked)
  estimate <- as.numeric(coef(found))
  error <- as.numeric(SE(found))
  half <- qt(0.975, degf(design)) * error
  bounds <- if (is.na(expected$category[row])) estimate + c(-half, half) else plogis(qlogis(estimate) + c(-half, half) / (estimate * (1 - estimate)))
  c(estimate, error, bounds)
}, numeric(4)))

apart <- function(found, told) {
  off <- abs(found - told) / pmax(abs(told), 1e-6) # what the targets settle has no error: rounding is all that is left of it
  max(c(0, off[!is.na(told)]))
}
differences <- vapply(1:4, function(place) apart(replayed[, place], expected[[numeric_columns[place]]]), numeric(1))
differences <- c(weight = apart(weights(design), responses$weight), setNames(differences, numeric_columns))
limit <- if (is.null(targets)) 1e-8 else 1e-6
print(signif(differences, 3))
if (max(differences) > limit) stop("R and survey_kit differ by more than ", limit)
cat(nrow(expected), "estimates agree within", limit, "- survey", as.character(packageVersion("survey")), "\n")
