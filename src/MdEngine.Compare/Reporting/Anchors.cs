using System.Text;

namespace MdEngine.Compare.Reporting;

/// <summary>Makes names that links refer to.</summary>
public static class Anchors
{
    /// <summary>A name of small letters, digits and hyphens; "x" of a text without any.</summary>
    /// <param name="text">Text such as a title.</param>
    public static string Of(string text)
    {
        var name = new StringBuilder();
        foreach (char c in text)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                name.Append(char.ToLowerInvariant(c));
            }
            else if (name.Length > 0 && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        string found = name.ToString().Trim('-');
        return found.Length == 0 ? "x" : found;
    }
}
