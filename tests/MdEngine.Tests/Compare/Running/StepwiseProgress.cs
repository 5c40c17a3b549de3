using System;
using System.Collections.Generic;
using MdEngine.Compare.Results;
using MdEngine.Compare.Running;

namespace MdEngine.Tests.Compare.Running;

/// <summary>Remembers the pieces that ended.</summary>
internal sealed class StepwiseProgress(Action<int>? ended = null) : IComparisonProgress
{
    public List<(Piece Piece, bool IsReused)> Ended { get; } = [];

    public void Begin(int number, int total, PieceKind kind, string potential, string name)
    {
    }

    public void Advance(double part)
    {
    }

    public void End(Piece piece, bool isReused)
    {
        Ended.Add((piece, isReused));
        ended?.Invoke(Ended.Count);
    }
}
