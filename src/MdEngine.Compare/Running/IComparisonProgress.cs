using MdEngine.Compare.Results;

namespace MdEngine.Compare.Running;

/// <summary>Is told how far a comparison is.</summary>
public interface IComparisonProgress
{
    /// <summary>A piece of work begins.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="total">All pieces.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="potential">Name of the potential.</param>
    /// <param name="name">Name of the task.</param>
    void Begin(int number, int total, PieceKind kind, string potential, string name);

    /// <summary>The part of the present piece that is done, from 0 to 1. May be called very often.</summary>
    void Advance(double part);

    /// <summary>The present piece has ended.</summary>
    /// <param name="piece">What came out.</param>
    /// <param name="isReused">Whether it had been found before.</param>
    void End(Piece piece, bool isReused);
}
