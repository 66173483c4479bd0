using System.Globalization;
using System.Text;

namespace NetGen.Models.Export.PyTorch;

/// <summary>Names of layers as names of Python.</summary>
internal sealed class PythonNames
{
    /// <summary>The words of the language, and what the file itself uses.</summary>
    private static readonly HashSet<string> s_words =
    [
        .. ("False None True and as assert async await break class continue def del elif else except finally for from global if import in "
            + "is lambda "
            + "nonlocal not or pass raise return try while with yield match case self torch nn F math json struct pathlib float load "
                + "read_state").Split(' '),
    ];

    /// <summary>What a module of PyTorch has of its own.</summary>
    private static readonly HashSet<string> s_members =
    [
        .. ("T_destination add_module apply bfloat16 buffers call_super_init children compile cpu cuda double dump_patches eval extra_repr "
            + "float forward "
            + "get_buffer get_extra_state get_parameter get_submodule half ipu load_state_dict modules mtia named_buffers named_children "
                + "named_modules "
            + "named_parameters parameters register_backward_hook register_buffer register_forward_hook register_forward_pre_hook "
            + "register_full_backward_hook register_full_backward_pre_hook register_load_state_dict_post_hook "
                + "register_load_state_dict_pre_hook "
            + "register_module register_parameter register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ "
                + "set_extra_state set_submodule "
            + "share_memory state_dict to to_empty train training type xpu zero_grad").Split(' '),
    ];

    private readonly HashSet<string> _variables = [], _modules = [];

    /// <summary>
    /// <c>dense_1</c> is written <c>dense1</c>, and <c>BasicBlock1Conv2</c> <c>basic_block1_conv2</c>; letters beyond ASCII by their
    /// numbers.
    /// </summary>
    public static string Snake(string name)
    {
        var text = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]) && name[i - 1] != '_' && !char.IsAsciiLetterUpper(name[i - 1]))
                text.Append('_');
            text.Append(char.IsAsciiLetterOrDigit(name[i]) || name[i] == '_'
                ? char.ToLowerInvariant(name[i]).ToString()
                : $"u{((int)name[i]).ToString("x4", CultureInfo.InvariantCulture)}");
        }

        return text.ToString();
    }

    /// <summary>The name of a class.</summary>
    public static string Class(string name)
    {
        string text = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'
            ? letter.ToString()
            : $"u{((int)letter).ToString("x4", CultureInfo.InvariantCulture)}"));
        return s_words.Contains(text) || TorchHelpers.Names.Contains(text) ? text + "Network" : text;
    }

    /// <summary>A variable that no other line uses.</summary>
    public string Unique(string name) => Free(_variables, s_words.Contains(name) || TorchHelpers.Names.Contains(name) ? name + "_" : name);

    /// <summary>A submodule.</summary>
    public string Module(string name) =>
        Free(_modules, name.StartsWith('_') || s_words.Contains(name) || s_members.Contains(name) ? $"layer_{name.TrimStart('_')}" : name);

    private static string Free(HashSet<string> taken, string name)
    {
        string free = name;
        for (int i = 2; !taken.Add(free); i++)
            free = $"{name}_{i}";
        return free;
    }
}
