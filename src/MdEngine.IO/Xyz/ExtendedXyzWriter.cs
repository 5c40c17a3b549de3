using System;
using System.IO;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.IO.Files;

namespace MdEngine.IO.Xyz;

/// <summary>Writes structures as extended XYZ in the form that ASE reads and writes.</summary>
/// <remarks>
/// Numbers have the shortest digits that give the same double again unless fewer are asked for. Info and extra
/// columns of a structure are written too. Columns: see <see cref="XyzColumns"/>.
/// </remarks>
public sealed class ExtendedXyzWriter : IDisposable
{
    private readonly Stream _stream;
    private readonly XyzFormatter _formatter;
    private readonly XyzFrame _frame = new();

    /// <summary>Writes to a stream, which is closed with the writer.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="significantDigits">Digits of real numbers; 0 for the shortest that give the same number.</param>
    public ExtendedXyzWriter(Stream stream, int significantDigits = 0)
    {
        _stream = stream;
        _formatter = new XyzFormatter(significantDigits);
    }

    /// <summary>Which of the values that a structure holds are written.</summary>
    public XyzColumns Columns { get; init; } = XyzColumns.Structure;

    /// <summary>Opens a file; compressed when its name ends in ".gz".</summary>
    /// <param name="path">File.</param>
    /// <param name="overwrite">True to replace a file that exists.</param>
    /// <param name="significantDigits">Digits of real numbers; 0 for the shortest that give the same number.</param>
    /// <exception cref="InputException">It exists and may not be overwritten.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static ExtendedXyzWriter Open(string path, bool overwrite, int significantDigits = 0) =>
        new(OutputFile.OpenByName(path, overwrite), significantDigits);

    /// <summary>Writes one frame: values that the structure does not hold are left out.</summary>
    /// <exception cref="InputException">Something in it cannot be held by the format.</exception>
    /// <exception cref="IOException">Writing failed.</exception>
    public void Write(Structure structure)
    {
        _frame.Count = structure.Count;
        _frame.Cell = structure.Cell;
        _frame.Elements = structure.Elements;
        _frame.Positions = structure.Positions;
        _frame.Forces = Columns.HasFlag(XyzColumns.Forces) ? structure.Forces : null;
        _frame.Velocities = Columns.HasFlag(XyzColumns.Velocities) ? structure.Velocities : null;
        _frame.Masses = Columns.HasFlag(XyzColumns.Masses) ? structure.Masses : null;
        _frame.Charges = Columns.HasFlag(XyzColumns.Charges) ? structure.Charges : null;
        _frame.WithIds = Columns.HasFlag(XyzColumns.Id);
        _frame.Energy = structure.Energy;
        _frame.Stress = structure.Stress;
        _frame.Info = structure.Info;
        _frame.Extra = structure.Extra;
        _formatter.Write(_frame, _stream);
    }

    /// <summary>Closes the stream.</summary>
    /// <exception cref="IOException">The last of it could not be written.</exception>
    public void Dispose() => _stream.Dispose();
}
