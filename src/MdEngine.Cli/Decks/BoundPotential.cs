using System;
using MdEngine.Cli.Binding;
using MdEngine.Core;
using MdEngine.Core.Forces;

namespace MdEngine.Cli.Decks;

/// <summary>A potential of a deck with its options bound and checked.</summary>
/// <param name="factory">What makes it.</param>
/// <param name="options">Its options.</param>
/// <param name="origin">Where it stands.</param>
/// <param name="path">JSON path there; empty when it is the file's root.</param>
public sealed class BoundPotential(IPotentialFactory factory, object options, Origin origin, string path)
    : IPotentialSource
{
    /// <inheritdoc/>
    public string TypeName => factory.TypeName;

    /// <summary>The bound options record.</summary>
    public object Options => options;

    /// <summary>Where it stands.</summary>
    public Origin Origin => origin;

    /// <summary>JSON path there; empty when it is the file's root.</summary>
    public string Path => path;

    /// <inheritdoc/>
    public IPotential Create()
    {
        try
        {
            return factory.Create(options);
        }
        catch (InputException e) when (e.File is null)
        {
            throw Placed(e);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
        {
            throw Placed(e);
        }
    }

    // A fault of a parameter file names that file; any other gets the place of the options.
    private InputException Placed(Exception e)
    {
        bool hasLine = origin.Layer == DeckLayer.File;
        string where = path.Length == 0 ? TypeName : $"{path}: {TypeName}";
        return new InputException(
            $"{where}: {e.Message}", hasLine ? origin.File : origin.ToString(), hasLine ? origin.Line : 0, e);
    }
}
