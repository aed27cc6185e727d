"""An audit every night by Airflow 2: copy into the DAGs' folder.

Needs Shaketable on the worker, here in /opt/shaketable. `{{ ds }}` is the date of the run, so a night
that is run again trains nothing anew and writes the same report. Exit code 3, something became
worse, is not tried again: it fails the second task.
"""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.exceptions import AirflowFailException
from airflow.operators.bash import BashOperator
from airflow.operators.python import PythonOperator

with DAG(
    dag_id="shaketable_nightly",
    schedule="30 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,  # one process writes a lake at a time
    default_args={"retries": 2, "retry_delay": timedelta(minutes=10)},
) as dag:
    night = BashOperator(
        task_id="night",
        cwd="/opt/shaketable",
        # The exit code is the task's result; faults are tried again, regressions are not.
        bash_command=(
            "jobs/bin/shaketable nightly conf/nightly.yaml --date {{ ds }}"
            " --lake /var/lib/shaketable/lake --out /var/lib/shaketable/nights;"
            " code=$?; echo $code; [ $code = 0 ] || [ $code = 3 ]"
        ),
        execution_timeout=timedelta(hours=6),
    )

    def judge(code: str) -> None:
        if code.strip() == "3":
            raise AirflowFailException("something became worse: see the night's comparison.html")

    night >> PythonOperator(task_id="judge", python_callable=judge, op_args=[night.output])
