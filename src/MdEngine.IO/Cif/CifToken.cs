namespace MdEngine.IO.Cif;

/// <summary>A word of a CIF file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Name of a block or tag (lower case, dots as underscores), or text of a value.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Quoted">True for values in quotes or semicolons, in which ? and . mean themselves.</param>
internal readonly record struct CifToken(CifTokenKind Kind, string Text, int Line, bool Quoted = false)
{
    /// <summary>True for a value that says nothing: ? (unknown) or . (does not apply).</summary>
    public bool IsNothing => !Quoted && Text is "?" or ".";
}
