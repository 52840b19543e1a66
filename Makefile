# make run, make test: everything else is made on the way. ARGS goes to the program: make run ARGS="--linear"
PYTHON ?= python3
ARGS ?=
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help environment run demo test bench pictures format pins clean

# One line a stage; what the tool says is shown only where it complains.
define stage
	@printf '%s\n' '$(1)'; said=$$($(2) 2>&1) || { printf '%s\n' "$$said"; exit 1; }
endef

help:
	@echo 'make run       запустить программу: make run ARGS="--linear"'
	@echo 'make demo      показ на вымышленных данных: make demo ARGS="--linear"'
	@echo 'make test      все проверки'
	@echo 'make bench     измерения'
	@echo 'make pictures  картинки и список клавиш в docs сделать заново'
	@echo 'make format    оформить код'
	@echo 'make pins      закрепить версии пакетов заново, нужен uv'
	@echo 'make clean     убрать среду и временные файлы'

environment:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo 'Нужен Python 3.11 или новее. Установите его и повторите.'; exit 1; }
	@$(PYTHON) tools/environment.py

run:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo 'Нужен Python 3.11 или новее. Установите его и повторите.'; exit 1; }
	@$(PYTHON) tools/environment.py --run-only
	@$(BIN)/emk $(ARGS)

demo:
	@$(MAKE) --no-print-directory run ARGS="demo $(ARGS)"

test: environment
	$(call stage,Ошибки кода: ruff check.,$(BIN)/ruff check --quiet .)
	$(call stage,Оформление: ruff format.,$(BIN)/ruff format --check .)
	$(call stage,Типы: mypy.,$(BIN)/mypy --no-error-summary src tests bench tools)
	$(call stage,Стрелки между комнатами: lint-imports.,$(BIN)/lint-imports)
	@echo 'Тесты: pytest.'
	@$(BIN)/pytest --numprocesses=auto --maxprocesses=4 --dist=worksteal

bench: environment
	@$(BIN)/python -m bench

pictures: environment
	@$(BIN)/python -m tools.pictures
	@$(BIN)/python -m tools.keys

format: environment
	@$(BIN)/ruff check --quiet --fix --exit-zero .
	@$(BIN)/ruff format --quiet .

pins:
	@$(PYTHON) tools/environment.py --pins

clean:
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage dist
	@find src tests bench tools -name __pycache__ -type d -prune -exec rm -rf {} +
