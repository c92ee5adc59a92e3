from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from src.database import get_session
from src.teams.models import Team
from src.teams.schemas import TeamCreate, TeamRead

router = APIRouter()

Session = Annotated[AsyncSession, Depends(get_session)]


@router.get("")
async def list_teams(session: Session) -> list[TeamRead]:
    rows = await session.scalars(select(Team).order_by(Team.id))
    return [TeamRead.model_validate(row) for row in rows]


@router.post("", status_code=201)
async def create_team(session: Session, data: TeamCreate) -> TeamRead:
    team = Team(**data.model_dump())
    session.add(team)
    await session.commit()
    return TeamRead.model_validate(team)
